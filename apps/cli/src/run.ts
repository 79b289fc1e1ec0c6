import { encryptionKeyId } from '@roster/database';
import { DomainError, errorDefinition } from '@roster/domain';
import {
  apiKeyPolicy,
  apiKeyVariables,
  auditVariables,
  ConfigurationError,
  databaseSettings,
  databaseVariables,
  describeError,
  encryptionKeys,
  ownerVariables,
  parseEnvironment,
} from '@roster/runtime';
import { z } from 'zod';
import { helpFor, overview, readArguments } from './arguments.js';
import { type Command, type CommandContext, Interrupted, type Report, UsageError } from './command.js';
import { slackUrl } from './commands/link-slack.js';
import { COMMANDS } from './commands.js';
import { openProgress, type Terminal } from './progress.js';

/** sysexits.h: EX_USAGE and EX_CONFIG. */
const EXIT_USAGE = 64;
const EXIT_CONFIGURATION = 78;
/** What a shell reports for a program that Ctrl-C ended: 128 and the number of SIGINT. */
const EXIT_INTERRUPTED = 130;

/**
 * The variables that commands read.
 *
 * @public The Helm chart's variables are generated from it.
 */
export const environmentSchema = z.object({
  ...databaseVariables,
  ...ownerVariables,
  ...auditVariables,
  ...apiKeyVariables,
  SLACK_PUBLIC_URL: slackUrl.optional(),
  TARGET_DATABASE_OWNER_URL: ownerVariables.DATABASE_OWNER_URL,
  WEBHOOK_ENCRYPTION_KEY: encryptionKeys.default([]),
  SLACK_ENCRYPTION_KEY: encryptionKeys.default([]),
});

/** Stands where a command has no use for a database. */
const NO_DATABASE = 'postgres://localhost/none';

export interface Output {
  out(text: string): void;
  err(text: string): void;
  /** Where a progress bar can be drawn; without it, progress goes to `err` in lines. */
  readonly terminal?: Terminal | undefined;
}

/** Runs a command and resolves with the exit code. Results go to `out` and everything else to `err`. */
export async function run(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  output: Output,
  catchInterrupt: CommandContext['catchInterrupt'] = () => new AbortController().signal,
): Promise<number> {
  try {
    output.out(await answer(args, env, output, catchInterrupt));
    return 0;
  } catch (error) {
    output.err(explain(error));
    if (error instanceof UsageError) return EXIT_USAGE;
    if (error instanceof Interrupted) return EXIT_INTERRUPTED;
    return error instanceof ConfigurationError ? EXIT_CONFIGURATION : 1;
  }
}

async function answer(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  output: Output,
  catchInterrupt: CommandContext['catchInterrupt'],
): Promise<string> {
  if (args.length === 1 && ['--help', '-h', 'help'].includes(args[0] ?? '')) return overview(COMMANDS);
  const command = commandOf(args);
  const { help, json, values } = readArguments(command, args.slice(command.name.split(' ').length));
  if (help) return helpFor(command);
  const environment = parseEnvironment(
    environmentSchema,
    command.isOffline ? { ...env, DATABASE_URL: NO_DATABASE } : env,
  );
  const { url: databaseUrl, directUrl } = databaseSettings(environment);
  const progress = openProgress(output);
  const context = {
    databaseUrl,
    directUrl,
    ownerUrl: environment.DATABASE_OWNER_URL ?? directUrl,
    targetOwnerUrl: environment.TARGET_DATABASE_OWNER_URL,
    encryptionKeyIds: {
      webhooks: environment.WEBHOOK_ENCRYPTION_KEY.map(encryptionKeyId),
      slack: environment.SLACK_ENCRYPTION_KEY.map(encryptionKeyId),
    },
    keyPolicy: apiKeyPolicy(environment),
    auditSigningKey: environment.AUDIT_SIGNING_KEY,
    slackPublicUrl: environment.SLACK_PUBLIC_URL,
    progress,
    catchInterrupt,
  };
  const report = await command.run(values, context).finally(progress.close);
  return json ? JSON.stringify(report) : lines(report);
}

function commandOf(args: readonly string[]): Command {
  const found = COMMANDS.find(({ name }) => name.split(' ').every((word, index) => args[index] === word));
  if (found) return found;
  throw new UsageError(args.length === 0 ? 'A command is missing.' : `There is no command "${args.join(' ')}".`);
}

function lines(report: Report): string {
  const width = Math.max(...Object.keys(report).map((name) => name.length));
  return Object.entries(report)
    .map(([name, value]) => `${name.padEnd(width)}  ${asText(value)}`)
    .join('\n');
}

function asText(value: Report[string] | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return value.toLocaleString('en');
  return value?.join(', ') || 'none';
}

function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${helpAbout(error)}`;
  if (error instanceof DomainError) return `${errorDefinition(error.code).message} ${JSON.stringify(error.details)}`;
  return describeError(error);
}

function helpAbout({ command }: UsageError): string {
  const known = COMMANDS.find(({ name }) => name === command);
  return known ? helpFor(known) : overview(COMMANDS);
}
