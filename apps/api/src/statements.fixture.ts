import type { DataSource } from 'typeorm';

interface PgClient {
  readonly connectionParameters: { readonly application_name?: string };
  query(statement: string | { readonly text: string }, ...rest: unknown[]): unknown;
}

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
    if (this.connectionParameters.application_name?.startsWith('roster')) {
      sent.push(typeof statement === 'string' ? statement : statement.text);
    }
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

/** What was sent each time: a look-up that fell into one of the times by chance is not among them. */
export function commonTo(times: readonly (readonly string[])[]): string[] {
  const [first = [], ...others] = times;
  return others
    .reduce<string[]>(
      (common, time) => {
        const left = [...time];
        return common.filter((text) => {
          const index = left.indexOf(text);
          if (index >= 0) left.splice(index, 1);
          return index >= 0;
        });
      },
      [...first],
    )
    .sort();
}
