import { parseArgs } from 'node:util';
import type { Command } from './command.js';
import { UsageError } from './usage-error.js';

export interface ReadArguments {
  readonly help: boolean;
  readonly json: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}

/** @throws UsageError that names every option that is unknown, missing or does not fit */
export function readArguments(command: Command, args: readonly string[]): ReadArguments {
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
    : `--${name} does not fit; expected ${expected}.`;
}
