import { FailedSignIns } from '../rate-limits/failed-sign-ins.js';
import { SharedCounters } from '../rate-limits/shared-counters.js';
import { ProvisioningTokens } from './provisioning-tokens.js';

const [OLD, NEW, OTHER] = ['o'.repeat(32), 'n'.repeat(32), 'x'.repeat(32)] as const;
const HOUR_MS = 3_600_000;
const SOURCE = '192.0.2.1';

/** Refuses a source after two failures. */
function failures(): FailedSignIns {
  const store = { add: async () => ({ consumed: 0, msLeft: 60_000 }), close: async () => {} };
  return new FailedSignIns(2, new SharedCounters(store, () => {}));
}

const bearer = (token: string) => `Bearer ${token}`;

test('each token is accepted, with an id that does not contain it', () => {
  const tokens = new ProvisioningTokens([NEW, OLD], failures());
  const [first, second] = [NEW, OLD].map((token) => tokens.authenticate(bearer(token), SOURCE));
  expect(first).toMatchObject({ organizationId: null, scopes: new Set(['organizations:create']) });
  expect(first?.actor).toEqual({ type: 'provisioner', id: expect.stringMatching(/^[0-9a-f]{12}$/) });
  expect(second?.actor.id).not.toBe(first?.actor.id);
  expect(new ProvisioningTokens([NEW], failures()).authenticate(bearer(NEW), SOURCE)).toEqual(first);
});

test.each([
  ['no token', undefined],
  ['another one', bearer(OTHER)],
  ['the beginning of one', bearer(NEW.slice(0, -1))],
  ['one with something behind it', bearer(`${NEW}n`)],
  ['all of them', bearer(`${NEW},${OLD}`)],
  ['another scheme', `Basic ${NEW}`],
])('%s is not a provisioning token', (_, authorization) => {
  expect(new ProvisioningTokens([NEW, OLD], failures()).authenticate(authorization, SOURCE)).toBeNull();
});

test.each([['Bearer'], ['Bearer '], [bearer('')], [undefined]])('without tokens %j is null', (authorization) => {
  expect(new ProvisioningTokens([], failures()).authenticate(authorization, SOURCE)).toBeNull();
});

test('after too many failures from its source a token is refused like a wrong one, unless it was used in the last hour', () => {
  const counted = failures();
  let now = 0;
  const tokens = new ProvisioningTokens([NEW, OLD], counted, () => now);
  const ask = (token: string, source = SOURCE) => tokens.authenticate(bearer(token), source)?.actor.type;
  expect(ask(NEW)).toBe('provisioner');
  counted.count(SOURCE);
  counted.count(SOURCE);
  const refused = expect.objectContaining({
    code: 'RATE_LIMITED',
    details: expect.objectContaining({ policy: 'address' }),
  });
  expect(() => ask(OLD)).toThrow(refused);
  expect(() => ask(OLD)).toThrow(refused);
  expect([ask(NEW), ask(OLD, '192.0.2.2')]).toEqual(['provisioner', 'provisioner']);
  now = HOUR_MS;
  expect(() => ask(NEW)).toThrow(refused);
});
