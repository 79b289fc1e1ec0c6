import type { ApiKeyStore } from '@roster/database';
import { organizationIdSchema, type Principal } from '@roster/domain';
import { Authenticator } from './authenticator.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PRINCIPAL: Principal = {
  organizationId: organizationIdSchema.parse('org_1'),
  actor: { type: 'api_key', id: 'key_1' },
  scopes: new Set(),
};

function withStore(answer: (token: string) => Promise<Principal | null>) {
  const asked: string[] = [];
  const store: Pick<ApiKeyStore, 'authenticate'> = {
    authenticate: (token) => {
      asked.push(token);
      return answer(token);
    },
  };
  return { asked, authenticator: new Authenticator(store as ApiKeyStore, null) };
}

test('requests at the same time and soon after share one look-up', async () => {
  const { asked, authenticator } = withStore(async () => PRINCIPAL);
  const together = await Promise.all([1, 2, 3].map(() => authenticator.authenticate('Bearer t', TRACE)));
  expect([...together, await authenticator.authenticate('bearer t', TRACE)]).toEqual(Array(4).fill(PRINCIPAL));
  expect(asked).toEqual(['t']);
});

test('without a token nobody is asked', async () => {
  const { asked, authenticator } = withStore(async () => PRINCIPAL);
  await expect(authenticator.authenticate(undefined, TRACE)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(asked).toEqual([]);
});

test('an unknown token is refused', async () => {
  const { authenticator } = withStore(async () => null);
  await expect(authenticator.authenticate('Bearer t', TRACE)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('a look-up that failed is not remembered', async () => {
  let healthy = false;
  const { authenticator } = withStore(async () => {
    if (!healthy) throw new Error('database away');
    return PRINCIPAL;
  });
  await expect(authenticator.authenticate('Bearer t', TRACE)).rejects.toThrow('database away');
  healthy = true;
  expect(await authenticator.authenticate('Bearer t', TRACE)).toBe(PRINCIPAL);
});
