import type { Command } from './command.js';

const CALL = 'npm run roster --';

const EVERYWHERE: readonly (readonly [string, string])[] = [
  ['--json', 'Print one JSON object instead of lines.'],
  ['-h, --help', 'Print this and change nothing.'],
];

export function overview(commands: readonly Command[]): string {
  return [
    `usage: ${CALL} <command> [options]`,
    '',
    'The first steps of an operator, on the database that DATABASE_URL names.',
    '',
    ...table(commands.map(({ name, summary }) => [name, summary])),
    '',
    `${CALL} <command> --help tells the options of a command.`,
    'Exit codes: 0 done, 1 refused or failed, 64 wrong usage, 78 wrong environment, 130 interrupted.',
  ].join('\n');
}

export function helpFor({ name, summary, options }: Command): string {
  const needed = Object.entries(options).filter(([, { schema }]) => !schema.safeParse(undefined).success);
  const call = needed.map(([option, { value }]) => ` --${option} ${value}`).join('');
  const rows = Object.entries(options).map(
    ([option, { value, text }]) => [value === null ? `--${option}` : `--${option} ${value}`, text] as const,
  );
  return [`usage: ${CALL} ${name}${call} [options]`, '', summary, '', ...table([...rows, ...EVERYWHERE])].join('\n');
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
