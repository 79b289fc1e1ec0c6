import type { z } from 'zod';
import { maskConnectionPasswords } from '../logging/redaction.js';
import { ConfigurationError } from './configuration-error.js';

const SECRET_NAME = /TOKEN|SECRET|PASSWORD|_KEY$/;

/**
 * Reads the environment once, at start. An empty variable counts as unset, as `docker compose` and CI systems pass
 * unset variables as empty ones.
 *
 * @throws ConfigurationError with one sentence for each wrong variable: its name, what it is, what was expected.
 */
export function parseEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  env: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(parsed.error.issues.map((issue) => explain(issue, set)).join('\n'));
}

function explain(issue: z.core.$ZodIssue, env: Readonly<Record<string, string | undefined>>): string {
  const name = issue.path.join('.');
  if (name === '') return issue.message;
  return `${name} is ${shown(name, env[name])}; expected ${issue.message}.`;
}

function shown(name: string, value: string | undefined): string {
  if (value === undefined) return 'not set';
  if (SECRET_NAME.test(name)) return 'set to a value that does not fit (not shown, it is a secret)';
  return `"${maskConnectionPasswords(value)}"`;
}
