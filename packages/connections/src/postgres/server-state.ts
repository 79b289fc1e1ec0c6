import type { Client, ClientBase } from 'pg';
import { PostgresUnavailable } from './postgres-unavailable.js';
import type { ServerRole } from './postgres-url.js';

/** How long a server may take to say whether it takes writes, connecting included, in milliseconds. */
const PROBE_MS = 2_000;

/** Why the server of this connection takes no writes; undefined when it does. */
export async function whyReadOnly(client: Pick<ClientBase, 'query'>): Promise<string | undefined> {
  const { rows } = await client.query<{ standby: boolean; read_only: boolean }>(
    `SELECT pg_is_in_recovery() AS standby, current_setting('transaction_read_only') = 'on' AS read_only`,
  );
  if (rows[0]?.standby) return 'is a standby';
  return rows[0]?.read_only ? 'takes no writes (default_transaction_read_only is on)' : undefined;
}

/** Why the server of this connection is not a standby; undefined when it is one. */
async function whyNoReplica(client: Pick<ClientBase, 'query'>): Promise<string | undefined> {
  const { rows } = await client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby');
  return rows[0]?.standby ? undefined : 'is no standby';
}

/** Connects and rejects unless the server has the role: the primary takes writes, a replica is a standby. */
export async function probeServer(client: Client, role: ServerRole): Promise<void> {
  // A silent server also blocks `end`, so destroy the socket at the deadline.
  const deadline = setTimeout(
    () => client.connection.stream.destroy(new PostgresUnavailable(`no answer within ${PROBE_MS} ms`)),
    PROBE_MS,
  );
  client.on('error', () => {});
  client.once('end', () => clearTimeout(deadline));
  try {
    await client.connect();
    const reason = await (role === 'primary' ? whyReadOnly(client) : whyNoReplica(client));
    if (reason !== undefined) throw new PostgresUnavailable(reason);
  } finally {
    void client.end().catch(() => undefined);
  }
}
