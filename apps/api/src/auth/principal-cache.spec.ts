import { organizationIdSchema, type Principal } from '@roster/domain';
import { PrincipalCache } from './principal-cache.js';

const PRINCIPAL: Principal = {
  organizationId: organizationIdSchema.parse('org_1'),
  actor: { type: 'api_key', id: 'key_1' },
  scopes: new Set(),
};

let time = 0;
beforeEach(() => {
  time = 1_000;
});

test('a valid token is cached for five seconds, an invalid one for one', () => {
  const cache = new PrincipalCache(10, () => time);
  cache.set('good', PRINCIPAL);
  cache.set('bad', null);
  time += 999;
  expect([cache.get('good'), cache.get('bad')]).toEqual([PRINCIPAL, null]);
  time += 2;
  expect([cache.get('good'), cache.get('bad')]).toEqual([PRINCIPAL, undefined]);
  time += 4_000;
  expect(cache.get('good')).toBeUndefined();
});

test('using a token does not extend its time', () => {
  const cache = new PrincipalCache(10, () => time);
  cache.set('good', PRINCIPAL);
  for (const end = time + 5_000; time <= end; time += 500) expect(cache.get('good')).toBe(PRINCIPAL);
  expect(cache.get('good')).toBeUndefined();
});

test('the least recently used goes first, and guesses evict nobody', () => {
  const cache = new PrincipalCache(2, () => time);
  cache.set('a', PRINCIPAL);
  cache.set('b', PRINCIPAL);
  cache.get('a');
  cache.set('c', PRINCIPAL);
  for (let guess = 0; guess < 100; guess += 1) cache.set(`guess${guess}`, null);
  expect(['a', 'b', 'c'].map((token) => cache.get(token))).toEqual([PRINCIPAL, undefined, PRINCIPAL]);
});
