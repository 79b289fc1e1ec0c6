export const NOTE = '# Made from docs/openapi.json by `npm run generate`; do not edit.\n';

const WIDTH = 110;
const KEYWORDS = new Set(
  `and as assert async await break class continue def del elif else except finally for from global if import in is
  lambda nonlocal not or pass raise return try while with yield None True False`.split(/\s+/),
);

/** `addMember`, `Idempotency-Key` and `from` as Python names them: `add_member`, `idempotency_key`, `from_`. */
export function snake(name) {
  const plain = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
  return KEYWORDS.has(plain) ? `${plain}_` : plain;
}

/** A value in Python's notation. */
export function literal(value) {
  if (value === null) return 'None';
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value);
}

/** A text as lines of comment that documentation generators read; empty when there is none. */
export function comment(text, indent) {
  return text ? wrap(text, `${indent}#: `).join('') : '';
}

/** Paragraphs as lines, each with its indent. */
export function wrap(text, indent, hanging = indent) {
  return text.split('\n').flatMap((paragraph) => {
    const lines = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      const start = lines.length === 0 ? indent : hanging;
      if (line && start.length + line.length + 1 + word.length > WIDTH) {
        lines.push(line);
        line = word;
      } else line = line ? `${line} ${word}` : word;
    }
    return [...lines, line].map((words, index) => `${`${index === 0 ? indent : hanging}${words}`.trimEnd()}\n`);
  });
}

/** A call, or with other brackets a list of that kind; on several lines, from this indent on, when it is too long. */
export function call(name, parts, indent, [open, close] = '()') {
  const line = `${name}${open}${parts.join(', ')}${close}`;
  if (line.length + indent + 'headers='.length <= WIDTH) return line;
  const lines = parts.map((part) => `${' '.repeat(indent + 4)}${part},\n`);
  return `${name}${open}\n${lines.join('')}${' '.repeat(indent)}${close}`;
}
