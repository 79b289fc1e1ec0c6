import { parseArgs } from 'node:util';
import { type Command, UsageError } from './command.js';

interface Arguments {
  readonly help: boolean;
  readonly json: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}

/** @throws UsageError that names an unknown option, or every option that is missing or invalid */
export function readArguments(command: Command, args: readonly string[]): Arguments {
  const { help, json, ...texts } = parse(command, args);
  if (help) return { help: true, json: false, values: {} };
  const problems: string[] = [];
  const values = Object.entries(command.options).map(([name, { schema }]) => {
    const parsed = schema.safeParse(texts[name]);
    if (!parsed.success) problems.push(problem(name, texts[name], parsed.error.issues[0]?.message ?? ''));
    return [name, parsed.data];
  });
  if (problems.length > 0) throw new UsageError(problems.join('\n'), command.name);
  return { help: false, json: json === true, values: Object.fromEntries(values) };
}

/**
 * By Node's own parser: commander would also have to be taught to refuse an option that is given twice, and to name
 * every problem at once.
 */
function parse(command: Command, args: readonly string[]): Record<string, string | boolean | undefined> {
  const texts = Object.entries(command.options).map(
    ([name, { value }]) => [name, { type: value === null ? 'boolean' : 'string' }] as const,
  );
  const options = {
    ...Object.fromEntries(texts),
    help: { type: 'boolean', short: 'h' },
    json: { type: 'boolean' },
  } as const;
  try {
    const { values, tokens } = parseArgs({ args: [...args], options, strict: true, tokens: true });
    const names = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new Error(`Option '--${twice}' is given twice.`);
    return values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), command.name);
  }
}

function problem(name: string, given: unknown, message: string): string {
  const expected = message.replace(/^Expected /, '').replace(/\.$/, '');
  return given === undefined
    ? `--${name} is missing; expected ${expected}.`
    : `--${name} is invalid; expected ${expected}.`;
}

const CALL = 'npm run roster --';

const COMMON_OPTIONS: readonly (readonly [string, string])[] = [
  ['--json', 'Print one JSON object instead of lines.'],
  ['-h, --help', 'Print this help.'],
];

export function overview(commands: readonly Command[]): string {
  return [
    `usage: ${CALL} <command> [options]`,
    '',
    'Commands for operators, on the database that DATABASE_URL names.',
    '',
    ...table(commands.map(({ name, summary }) => [name, summary])),
    '',
    `${CALL} <command> --help prints the options of a command.`,
    'Exit codes: 0 done, 1 refused or failed, 64 wrong usage, 78 wrong environment, 130 interrupted.',
  ].join('\n');
}

export function helpFor({ name, summary, options }: Command): string {
  const needed = Object.entries(options).filter(([, { schema }]) => !schema.safeParse(undefined).success);
  const call = needed.map(([option, { value }]) => ` --${option} ${value}`).join('');
  const rows = Object.entries(options).map(
    ([option, { value, text }]) => [value === null ? `--${option}` : `--${option} ${value}`, text] as const,
  );
  return [`usage: ${CALL} ${name}${call} [options]`, '', summary, '', ...table([...rows, ...COMMON_OPTIONS])].join(
    '\n',
  );
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
