import type { DataSource } from 'typeorm';

interface PgClient {
  readonly connectionParameters: { readonly application_name?: string };
  query(statement: string | { readonly text: string }, ...rest: unknown[]): unknown;
}

/** What a statement of the test itself begins with, so that it is not counted. */
export const UNHEARD = '/* of the test */';

/** How the requests of a moment are recorded: a few times a second, for all of them at once. */
const RECORDING = 'INSERT INTO change_requests';

export interface StatementRecorder {
  /** The texts of all statements that were sent while this ran, in order. */
  during(run: () => Promise<unknown>): Promise<string[]>;
  stop(): void;
}

/**
 * Listens to the driver itself: to every connection of ours in this process, the worker's included. Those of the queue
 * are left out; it asks all the time, whether there is a request or not.
 */
export async function recordStatements(database: DataSource): Promise<StatementRecorder> {
  const runner = database.createQueryRunner();
  const prototype: PgClient = Object.getPrototypeOf(await runner.connect());
  await runner.release();
  const query = prototype.query;
  let sent: string[] = [];
  prototype.query = function (this: PgClient, statement, ...rest) {
    const text = typeof statement === 'string' ? statement : statement.text;
    const name = this.connectionParameters.application_name;
    const isOurs = name?.startsWith('roster') === true && name !== 'roster-queue';
    if (isOurs && !text.startsWith(UNHEARD) && !text.startsWith(RECORDING)) sent.push(text);
    return query.call(this, statement, ...rest);
  };
  return {
    async during(run) {
      sent = [];
      await run();
      return sent;
    },
    stop() {
      prototype.query = query;
    },
  };
}

/** The statements that were sent more than half as many times more often on one side than there were `times`. */
export function differences(one: readonly string[], other: readonly string[], times: number): string[] {
  const countIn = (list: readonly string[], text: string) => list.filter((each) => each === text).length;
  return [...new Set([...one, ...other])].filter(
    (text) => Math.abs(countIn(one, text) - countIn(other, text)) > times / 2,
  );
}
