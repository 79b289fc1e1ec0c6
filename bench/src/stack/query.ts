import pg from 'pg';

/** How the benchmark's own statements are told from those that it measures. */
export const APPLICATION = 'bench';

/** Runs a statement on a connection of its own. */
export async function query<Row extends object>(url: string, text: string, values?: unknown[]): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: url,
    application_name: APPLICATION,
    options: '-c statement_timeout=0',
  });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(text, values);
    return rows;
  } finally {
    await client.end();
  }
}

/** Runs statements one after the other on one connection, each in a transaction of its own. */
export async function queries(url: string, texts: readonly string[]): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: APPLICATION,
    options: '-c statement_timeout=0',
  });
  await client.connect();
  try {
    for (const text of texts) await client.query(text);
  } finally {
    await client.end();
  }
}
