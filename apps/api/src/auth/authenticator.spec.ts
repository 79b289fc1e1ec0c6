import type { ApiKeyStore } from '@roster/database';
import { organizationIdSchema, type Principal } from '@roster/domain';
import { FailedSignIns } from '../rate-limits/failed-sign-ins.js';
import { SharedCounters } from '../rate-limits/shared-counters.js';
import { Authenticator } from './authenticator.js';

const ORIGIN = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', address: '192.0.2.1', source: '192.0.2.1' };
const PRINCIPAL: Principal = {
  organizationId: organizationIdSchema.parse('org_1'),
  actor: { type: 'api_key', id: 'key_1' },
  scopes: new Set(),
};

function withStore(answer: (token: string) => Promise<Principal | null>, failures = new FailedSignIns(0, null)) {
  const asked: string[] = [];
  const uses: [string, string | undefined][] = [];
  const note = (...use: [string, string | undefined]) => void uses.push(use);
  const store: Pick<ApiKeyStore, 'authenticate'> = {
    authenticate: (token) => {
      asked.push(token);
      return answer(token);
    },
  };
  return { asked, uses, authenticator: new Authenticator(store as ApiKeyStore, { note }, null, failures) };
}

test('concurrent requests and those soon after share one look-up', async () => {
  const { asked, authenticator } = withStore(async () => PRINCIPAL);
  const together = await Promise.all([1, 2, 3].map(() => authenticator.authenticate('Bearer t', ORIGIN)));
  expect([...together, await authenticator.authenticate('bearer t', ORIGIN)]).toEqual(Array(4).fill(PRINCIPAL));
  expect(asked).toEqual(['t']);
});

test('each request with a valid key notes its use', async () => {
  const { uses, authenticator } = withStore(async (token) => (token === 'good' ? PRINCIPAL : null));
  await authenticator.authenticate('Bearer good', ORIGIN);
  await authenticator.authenticate('Bearer good', { ...ORIGIN, address: '192.0.2.9' });
  await expect(authenticator.authenticate('Bearer bad', ORIGIN)).rejects.toThrow();
  expect(uses).toEqual([
    ['key_1', '192.0.2.1'],
    ['key_1', '192.0.2.9'],
  ]);
});

test('a user who has signed in is no key', async () => {
  const { uses, authenticator } = withStore(async () => ({ ...PRINCIPAL, actor: { type: 'user', id: 'usr_1' } }));
  await authenticator.authenticate('Bearer t', ORIGIN);
  expect(uses).toEqual([]);
});

test('a request without a token causes no look-up', async () => {
  const { asked, authenticator } = withStore(async () => PRINCIPAL);
  await expect(authenticator.authenticate(undefined, ORIGIN)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(asked).toEqual([]);
});

test('an unknown token is refused', async () => {
  const { authenticator } = withStore(async () => null);
  await expect(authenticator.authenticate('Bearer t', ORIGIN)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('a failed look-up is not cached', async () => {
  let healthy = false;
  const { authenticator } = withStore(async () => {
    if (!healthy) throw new Error('database away');
    return PRINCIPAL;
  });
  await expect(authenticator.authenticate('Bearer t', ORIGIN)).rejects.toThrow('database away');
  healthy = true;
  expect(await authenticator.authenticate('Bearer t', ORIGIN)).toBe(PRINCIPAL);
});

test('after too many failures from an address invalid tokens are refused for a minute, and valid ones work', async () => {
  const store = { add: async () => ({ consumed: 0, msLeft: 60_000 }), close: async () => {} };
  const failures = new FailedSignIns(2, new SharedCounters(store, () => {}));
  const { authenticator } = withStore(async (token) => (token === 'good' ? PRINCIPAL : null), failures);
  for (const token of ['bad1', 'bad2']) {
    await expect(authenticator.authenticate(`Bearer ${token}`, ORIGIN)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  }
  for (const header of ['Bearer bad3', 'Bearer bad1', undefined]) {
    await expect(authenticator.authenticate(header, ORIGIN)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      details: { policy: 'address' },
    });
  }
  // This node has never seen it.
  expect(await authenticator.authenticate('Bearer good', ORIGIN)).toBe(PRINCIPAL);
  await expect(authenticator.authenticate('Bearer bad3', { ...ORIGIN, source: '192.0.2.2' })).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
});
