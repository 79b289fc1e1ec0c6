import type { KeyObject } from 'node:crypto';
import type { ApiKeyPolicy } from '@roster/domain';
import type { z } from 'zod';
import type { Progress } from './progress.js';

/** Each `--name <value>` of a command, or `--name` alone. An option whose schema does not accept `undefined` is required. */
type Options = Readonly<
  Record<
    string,
    {
      /** Stands for the value in the help; null for an option without a value. */
      readonly value: string | null;
      readonly text: string;
      readonly schema: z.ZodType;
    }
  >
>;
type Values<Of extends Options> = { readonly [Name in keyof Of]: z.output<Of[Name]['schema']> };

/** The result of a command: printed as a line for each field, or as one JSON object with `--json`. */
export type Report = Readonly<Record<string, string | number | readonly string[] | null>>;

export interface CommandContext {
  readonly databaseUrl: string;
  /** For what a transaction pooler cannot do. */
  readonly directUrl: string;
  /** What organizations' API keys are limited to, as for the API. */
  readonly keyPolicy: ApiKeyPolicy;
  /** As the role that owns the tables; the same as `directUrl` where one role does both. */
  readonly ownerUrl: string;
  /** The cell that an organization is moved to, as the role that owns its tables. */
  readonly targetOwnerUrl: string | undefined;
  /** The IDs of the keys with which the processes of this cell open secrets. */
  readonly encryptionKeyIds: { readonly webhooks: readonly string[]; readonly slack: readonly string[] };
  /** What signs the seals of the audit, when the environment has it. */
  readonly auditSigningKey: KeyObject | undefined;
  /** Where browsers reach the Slack bot, when the environment says so. */
  readonly slackPublicUrl: string | undefined;
  /** Shows the progress of a long command. */
  readonly progress: Progress;
  /** From this call on, Ctrl-C only aborts the signal: the command ends in order, with `Interrupted`. */
  catchInterrupt(): AbortSignal;
}

export interface Command<Of extends Options = Options> {
  /** As it is typed: `organization create`. */
  readonly name: string;
  readonly summary: string;
  /** It runs where there is no database. */
  readonly isOffline?: true;
  readonly options: Of;
  run(values: Values<Of>, context: CommandContext): Promise<Report>;
}

/** Checks the types of a command's options and values, which the list of all commands does not keep. */
export function defineCommand<Of extends Options>(command: Command<Of>): Command {
  return { ...command, run: (values, context) => command.run(values as Values<Of>, context) };
}

/** The arguments are wrong. The message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(
    message: string,
    /** The command whose help is shown; the overview without it. */
    readonly command?: string,
  ) {
    super(message);
  }
}

/** Ctrl-C ended a command in order. The message says what was done until then. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
