import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigurationError } from '../errors/errors.js';
import { maskConnectionPasswords } from '../logging/redaction.js';

const SECRET_NAME = /TOKEN|SECRET|PASSWORD|_KEY$/;

/** URLs that hold a user and a password. */
const CONNECTION_NAME = /(^|_)(DATABASE|REDIS)_(\w+_)?URL$/;

/** Compose and Kubernetes mount secrets as files: `<NAME>_FILE` names the file that holds the value of `<NAME>`. */
const FILE_SUFFIX = '_FILE';

type Environment = Readonly<Record<string, string | undefined>>;

/** A setting: the variables that it is read from, and what is made of them. */
type Setting = z.ZodObject | z.ZodPipe<z.ZodObject, z.ZodType>;

/** The settings of a process, by name. */
export type Configuration<Settings extends Record<string, Setting>> = {
  readonly [Name in keyof Settings]: z.output<Settings[Name]>;
};

/** A setting that is read from one variable. */
export function variable<Schema extends z.ZodType>(name: string, schema: Schema) {
  return z.object({ [name]: schema }).transform((env) => env[name] as z.output<Schema>);
}

/**
 * Reads the environment once, at start. An empty variable counts as unset, because `docker compose` and CI systems pass
 * unset variables as empty ones. Each variable may instead come from a file, named by `<NAME>_FILE`.
 *
 * @throws ConfigurationError with a sentence for each wrong variable: its name, its value, and what was expected
 */
export function readConfiguration<Settings extends Record<string, Setting>>(
  settings: Settings,
  env: Environment,
): Configuration<Settings> {
  const names = variableNames(settings);
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const { values, problems } = readFiles(names, given);
  const unread = new Set(problems.map(({ name }) => name));
  const sentences = problems.map(({ sentence }) => sentence);
  const parsed = Object.entries(settings).map(([name, schema]) => {
    const { data, error } = schema.safeParse(values);
    const issues = error?.issues.filter(({ path }) => !unread.has(path.join('.'))) ?? [];
    sentences.push(...issues.map((issue) => explain(issue, values)));
    return [name, data];
  });
  if (sentences.length > 0) throw new ConfigurationError(sentences.join('\n'));
  return Object.fromEntries(parsed);
}

/** The variables that settings are read from. */
export function variableNames(settings: Record<string, Setting>): string[] {
  return Object.values(settings).flatMap((schema) =>
    Object.keys((schema instanceof z.ZodObject ? schema : schema.in).shape),
  );
}

/** Whether the value of a variable is a secret, or a URL that may contain one. */
export function isSecret(name: string): boolean {
  return SECRET_NAME.test(name) || CONNECTION_NAME.test(name);
}

/** Like `readConfiguration`, for the variables of one schema. */
export function parseEnvironment<Schema extends z.ZodObject>(schema: Schema, env: Environment): z.output<Schema> {
  return readConfiguration({ variables: schema }, env).variables as z.output<Schema>;
}

/** A variable that could not be read from its file, and why. */
interface UnreadVariable {
  readonly name: string;
  readonly sentence: string;
}

function readFiles(names: readonly string[], given: Environment) {
  const values: Record<string, string | undefined> = { ...given };
  const problems: UnreadVariable[] = [];
  for (const name of names) {
    const variable = `${name}${FILE_SUFFIX}`;
    const file = given[variable];
    // REDIS_CA_FILE is itself a variable, not the file of another one.
    if (file === undefined || names.includes(variable)) continue;
    if (given[name] !== undefined) {
      problems.push({ name, sentence: `${name} and ${variable} are both set; set one of them.` });
      continue;
    }
    try {
      // Editors and `echo` end a file with a line break, which is not part of the value.
      const text = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
      values[name] = text === '' ? undefined : text;
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      problems.push({ name, sentence: `${variable} is "${file}", which cannot be read (${code}).` });
    }
  }
  return { values, problems };
}

function explain(issue: z.core.$ZodIssue, env: Environment): string {
  const name = issue.path.join('.');
  if (name === '') return issue.message;
  return `${name} is ${shown(name, env[name])}; expected ${issue.message}.`;
}

function shown(name: string, value: string | undefined): string {
  if (value === undefined) return 'not set';
  if (SECRET_NAME.test(name)) return 'set to an invalid value (not shown, because it is a secret)';
  return `"${maskConnectionPasswords(value)}"`;
}
