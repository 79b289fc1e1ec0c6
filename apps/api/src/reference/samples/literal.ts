/** How a language writes what JSON can hold. */
interface Notation {
  readonly words: Readonly<Record<'true' | 'false' | 'null', string>>;
  /** Whether a key that is an identifier stands without quotes. */
  readonly bareKeys: boolean;
  /** Spaces on the inner side of the braces of an object on one line. */
  readonly padding: string;
}

const JAVASCRIPT: Notation = {
  words: { true: 'true', false: 'false', null: 'null' },
  bareKeys: true,
  padding: ' ',
};
const PYTHON: Notation = {
  words: { true: 'True', false: 'False', null: 'None' },
  bareKeys: false,
  padding: '',
};

/** Longer objects and arrays are written on several lines. */
const LONGEST_LINE = 60;

export const javaScriptLiteral = (value: unknown, indent: string) => literal(value, JAVASCRIPT, indent);
export const pythonLiteral = (value: unknown, indent: string) => literal(value, PYTHON, indent);

/** `value` in a language's notation; lines after the first begin with `indent`. */
function literal(value: unknown, notation: Notation, indent: string): string {
  if (value === null || typeof value === 'boolean') return notation.words[`${value}`];
  // Strings and numbers are written as in JSON, in both languages.
  if (typeof value !== 'object') return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const partsAt = (depth: string) =>
    Array.isArray(value)
      ? value.map((item) => literal(item, notation, depth))
      : Object.entries(value).map(([key, field]) => `${keyOf(key, notation)}: ${literal(field, notation, depth)}`);
  const padding = Array.isArray(value) ? '' : notation.padding;
  const oneLine = `${open}${padding}${partsAt('').join(', ')}${padding}${close}`;
  if (oneLine.length <= LONGEST_LINE && !oneLine.includes('\n')) return oneLine;
  const inner = `${indent}${'    '.slice(notation.bareKeys ? 2 : 0)}`;
  return `${open}\n${partsAt(inner)
    .map((part) => `${inner}${part},\n`)
    .join('')}${indent}${close}`;
}

function keyOf(key: string, { bareKeys }: Notation): string {
  return bareKeys && /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
