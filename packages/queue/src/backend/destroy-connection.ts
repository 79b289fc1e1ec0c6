import type { Duplex } from 'node:stream';
import type pg from 'pg';

/**
 * Ends a connection to Postgres at once. `end` waits until the server has closed its side, which a silent server never
 * does, and pg has no public method that does not wait.
 */
export function destroyConnection(client: pg.Client, reason?: Error): void {
  const { connection } = client as unknown as { connection: { stream: Duplex } };
  connection.stream.destroy(reason);
}
