import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { type RunningApi, startApi } from '../api.fixture.js';
import { toDomainError } from './to-domain-error.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.close());

it.each<[string, (tx: EntityManager) => unknown]>([
  ['a statement', (tx) => tx.query('SELECT 1')],
  ['a statement of its query runner', (tx) => tx.queryRunner?.query('SELECT 1')],
  ['the end', () => undefined],
])(
  'a connection that breaks between two statements of a transaction is an outage: %s comes after it',
  async (_, next) => {
    const transaction = api.database.transaction(async (tx) => {
      const [{ pid }] = await tx.query('SELECT pg_backend_pid() AS pid');
      await api.database.query('SELECT pg_terminate_backend($1)', [pid]);
      while (!tx.queryRunner?.isReleased) await setImmediate();
      await next(tx);
    });
    const error = await transaction.catch(toDomainError);
    expect(error).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  },
);
