import { PostgresClient } from '@roster/connections';
import type { QueryConfig } from 'pg';

export interface SentStatement {
  /** Of a prepared statement. */
  readonly name?: string | undefined;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A client for connections whose statements are noted as they are sent: TypeORM does not log those that are prepared. */
export function recordingClient(onSent: (statement: SentStatement) => void): typeof PostgresClient {
  class RecordingClient extends PostgresClient {}
  const send: (...sent: unknown[]) => unknown = PostgresClient.prototype.query;
  const record = function (this: PostgresClient, ...sent: [string | QueryConfig, unknown[]?]) {
    const [statement, values = []] = sent;
    onSent(typeof statement === 'string' ? { text: statement, values } : { values, ...statement });
    return send.apply(this, sent);
  };
  Object.assign(RecordingClient.prototype, { query: record });
  return RecordingClient;
}
