import type { z } from 'zod';
import type { Progress } from './progress.js';

/** Each `--name <value>` of a command, or `--name` alone. One whose schema has no default has to be given. */
type Options = Readonly<
  Record<
    string,
    {
      /** What stands for the value in the help; null for an option that is given or not. */
      readonly value: string | null;
      readonly text: string;
      readonly schema: z.ZodType;
    }
  >
>;
type Values<Of extends Options> = { readonly [Name in keyof Of]: z.output<Of[Name]['schema']> };

/** What a command tells: a line for each field, or one JSON object with `--json`. */
export type Report = Readonly<Record<string, string | number | readonly string[] | null>>;

export interface CommandContext {
  readonly databaseUrl: string;
  /** For what a transaction pooler cannot do. */
  readonly directUrl: string;
  /** Where browsers reach the Slack bot, when the environment says so. */
  readonly slackPublicUrl: string | undefined;
  /** Tells how far a long command is: not part of its result. */
  readonly progress: Progress;
  /** From the call on Ctrl-C only aborts this signal: the command ends in order, with `Interrupted`. */
  heedInterruption(): AbortSignal;
}

export interface Command<Of extends Options = Options> {
  /** As it is typed: `organization create`. */
  readonly name: string;
  readonly summary: string;
  readonly options: Of;
  run(values: Values<Of>, context: CommandContext): Promise<Report>;
}

/** Ties the type of the values to the options; the list of all commands no longer knows it. */
export function defineCommand<Of extends Options>(command: Command<Of>): Command {
  return { ...command, run: (values, context) => command.run(values as Values<Of>, context) };
}
