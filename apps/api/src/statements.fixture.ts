import type { DataSource } from 'typeorm';

interface PgClient {
  readonly connectionParameters: { readonly application_name?: string };
  query(statement: string | { readonly text: string }, ...rest: unknown[]): unknown;
}

/** Marks the test's own statements, which are not recorded. */
export const UNRECORDED = '/* of the test */';

/** What goes on in the background: change requests are written, and the relay looks for events and gives them positions. */
const BACKGROUND = ['INSERT INTO change_requests', 'SELECT (NOT isempty(gaps)', 'WITH relay AS'];

export interface StatementRecorder {
  /** All statements that were sent while `run` ran, in order. */
  during(run: () => Promise<unknown>): Promise<string[]>;
  stop(): void;
}

/**
 * Records the statements of all connections in this process, the worker's included, in the driver itself. The queue's
 * are left out: it polls all the time.
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
    const isOfRequest = ![UNRECORDED, ...BACKGROUND].some((start) => text.trimStart().startsWith(start));
    if (isOurs && isOfRequest) sent.push(text);
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

/** The statements whose counts on the two sides differ by more than half of `times`. */
export function differences(one: readonly string[], other: readonly string[], times: number): string[] {
  const countIn = (list: readonly string[], text: string) => list.filter((each) => each === text).length;
  return [...new Set([...one, ...other])].filter(
    (text) => Math.abs(countIn(one, text) - countIn(other, text)) > times / 2,
  );
}
