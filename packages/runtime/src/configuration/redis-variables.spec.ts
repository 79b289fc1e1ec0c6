import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../errors/errors.js';
import { readConfiguration } from './environment.js';
import { redis } from './redis-variables.js';

const URL_FORM =
  'a URL like redis://host:6379 or rediss://user:password@host:6380, with several hosts host:7000,host:7001';
const folder = mkdtempSync(join(tmpdir(), 'roster-redis-variables-'));
const CA = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const caFile = join(folder, 'ca.pem');
const otherFile = join(folder, 'other.pem');

beforeAll(() => {
  writeFileSync(caFile, CA);
  writeFileSync(otherFile, 'hello');
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (env: Record<string, string>) => readConfiguration({ redis }, env).redis;

function refusal(env: Record<string, string>): string {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return '';
}

test('without REDIS_URL there is no Redis', () => {
  expect(read({})).toBeUndefined();
  expect(read({ QUEUE_SHARDS: '1' })).toBeUndefined();
});

test.each([
  [{ REDIS_URL: 'redis://cache' }, { url: 'redis://cache' }],
  [
    { REDIS_URL: 'redis://:pw@a:7000,b:7001', REDIS_MODE: 'cluster' },
    { url: 'redis://:pw@a:7000,b:7001', mode: 'cluster' },
  ],
  [
    {
      REDIS_URL: 'rediss://a,b',
      REDIS_MODE: 'sentinel',
      REDIS_SENTINEL_MASTER: 'roster',
      REDIS_SENTINEL_PASSWORD: 's',
    },
    { url: 'rediss://a,b', mode: 'sentinel', sentinel: { master: 'roster', password: 's' } },
  ],
  [
    { REDIS_URL: 'rediss://cache', REDIS_CA_FILE: caFile },
    { url: 'rediss://cache', ca: CA },
  ],
  [
    { REDIS_URL: 'redis://cache', QUEUE_SHARDS: '3' },
    { url: 'redis://cache', queueShards: 3 },
  ],
])('%j is read', (env, settings) => {
  expect(read(env as Record<string, string>)).toEqual(settings);
});

test.each([
  [{ REDIS_URL: 'http://u:pw@h' }, `REDIS_URL is "http://u:***@h"; expected ${URL_FORM}.`],
  [
    { REDIS_URL: 'redis://h', REDIS_MODE: 'ring' },
    'REDIS_MODE is "ring"; expected one of standalone, sentinel, cluster.',
  ],
  [{ REDIS_MODE: 'cluster' }, `REDIS_URL is not set; expected ${URL_FORM}, as REDIS_MODE is set.`],
  [{ QUEUE_SHARDS: '3' }, `REDIS_URL is not set; expected ${URL_FORM}, as QUEUE_SHARDS is set.`],
  [{ REDIS_URL: 'redis://a', QUEUE_SHARDS: '33' }, 'QUEUE_SHARDS is "33"; expected a whole number from 1 to 32.'],
  [{ REDIS_URL: 'redis://a,b' }, 'REDIS_MODE is standalone; expected sentinel or cluster, as REDIS_URL names 2 hosts.'],
  [
    { REDIS_URL: 'redis://a/2', REDIS_MODE: 'cluster' },
    'REDIS_URL names database 2; expected none, as a Redis cluster has only one.',
  ],
  [
    { REDIS_URL: 'redis://a', REDIS_MODE: 'sentinel' },
    'REDIS_SENTINEL_MASTER is not set; expected the name of the master, as REDIS_MODE is sentinel.',
  ],
  [
    { REDIS_URL: 'redis://a', REDIS_SENTINEL_MASTER: 'roster' },
    'REDIS_MODE is standalone; expected sentinel, as REDIS_SENTINEL_MASTER is set.',
  ],
  [
    { REDIS_URL: 'redis://a', REDIS_CA_FILE: caFile },
    'REDIS_URL begins with redis://; expected rediss://, as REDIS_CA_FILE is set.',
  ],
  [
    { REDIS_URL: 'rediss://a', REDIS_CA_FILE: otherFile },
    `REDIS_CA_FILE is "${otherFile}"; expected a file with certificates in PEM.`,
  ],
  [
    { REDIS_URL: 'rediss://a', REDIS_CA_FILE: '/nowhere' },
    'REDIS_CA_FILE is "/nowhere"; expected a file with certificates in PEM (ENOENT).',
  ],
])('%j is refused with a sentence that names the variable', (env, sentence) => {
  expect(refusal(env as Record<string, string>)).toBe(sentence);
});
