import type { z } from 'zod';

/** Each `--name <value>` of a command. One whose schema has no default has to be given. */
type Options = Readonly<
  Record<
    string,
    {
      /** What stands for the value in the help. */
      readonly value: string;
      readonly text: string;
      readonly schema: z.ZodType;
    }
  >
>;
type Values<Of extends Options> = { readonly [Name in keyof Of]: z.output<Of[Name]['schema']> };

/** What a command tells: a line for each field, or one JSON object with `--json`. */
export type Report = Readonly<Record<string, string | readonly string[] | null>>;

export interface Command<Of extends Options = Options> {
  /** As it is typed: `organization create`. */
  readonly name: string;
  readonly summary: string;
  readonly options: Of;
  run(values: Values<Of>, context: { readonly databaseUrl: string }): Promise<Report>;
}

/** Ties the type of the values to the options; the list of all commands no longer knows it. */
export function defineCommand<Of extends Options>(command: Command<Of>): Command {
  return { ...command, run: (values, context) => command.run(values as Values<Of>, context) };
}
