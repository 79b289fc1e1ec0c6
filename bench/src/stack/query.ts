import pg from 'pg';

/** How the benchmark's own statements are told from those that it measures. */
export const APPLICATION = 'bench';

/** Runs a statement on a connection of its own. */
export function query<Row extends object>(url: string, text: string, values?: unknown[]): Promise<Row[]> {
  return withClient(url, async (client) => (await client.query<Row>(text, values)).rows);
}

/** Runs statements one after the other on one connection, each in a transaction of its own. */
export function queries(url: string, texts: readonly string[]): Promise<void> {
  return withClient(url, async (client) => {
    for (const text of texts) await client.query(text);
  });
}

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({
    connectionString: url,
    application_name: APPLICATION,
    options: '-c statement_timeout=0',
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
