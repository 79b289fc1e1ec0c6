import { z } from 'zod';
import { databaseSettings, databaseVariables, readReplica } from './database-variables.js';
import { parseEnvironment, readConfiguration } from './environment.js';

const schema = z.object(databaseVariables);
const URLS = {
  one: 'postgres://roster:pw@db:5432/roster',
  pair: 'postgresql://roster:p%40w@db1:5432,db2:5433/roster?target_session_attrs=read-write&sslmode=require',
};

function read(env: Record<string, string>) {
  return databaseSettings(parseEnvironment(schema, env));
}

it('a process that is given one URL uses it for everything', () => {
  expect(read({ DATABASE_URL: URLS.one })).toEqual({ url: URLS.one, directUrl: URLS.one, poolSize: 10 });
  expect(databaseSettings({ DATABASE_URL: URLS.one }, 5).poolSize).toBe(5);
});

it('several hosts, a direct URL and the size of the pool are taken as they are given', () => {
  const env = { DATABASE_URL: URLS.one, DATABASE_DIRECT_URL: URLS.pair, DATABASE_POOL_SIZE: '3' };
  expect(read(env)).toEqual({ url: URLS.one, directUrl: URLS.pair, poolSize: 3 });
});

it.each([
  'mysql://db/roster',
  'db:5432/roster',
  'postgres://db:port/roster',
  'postgres://db1:5432,db2:port/roster',
  'postgres://db1:5432,db2:99999/roster',
])('%s is refused', (url) => {
  expect(() => read({ DATABASE_URL: url })).toThrow(/^DATABASE_URL is .*; expected a URL like postgres:/);
  expect(() => read({ DATABASE_URL: URLS.one, DATABASE_DIRECT_URL: url })).toThrow(/^DATABASE_DIRECT_URL is /);
});

it('the password of a URL with several hosts is not shown', () => {
  const url = 'postgres://roster:hunter2@db1:5432,db2:port/roster';
  expect(() => read({ DATABASE_URL: url })).toThrow(/^(?!.*hunter2)/);
});

it.each(['0', '1', '1001', 'many'])('a pool of %s connections is refused', (size) => {
  const env = { DATABASE_URL: URLS.one, DATABASE_POOL_SIZE: size };
  expect(() => read(env)).toThrow(`DATABASE_POOL_SIZE is "${size}"; expected a whole number from 2 to 1000.`);
});

const replica = (env: Record<string, string>) => readConfiguration({ readReplica }, env).readReplica;

it('reads go to the primary unless a URL for them is given, and the age of their data is limited', () => {
  expect(replica({})).toBeUndefined();
  expect(replica({ DATABASE_READ_URL: URLS.pair })).toEqual({ url: URLS.pair, maxLagMs: 5_000 });
  expect(replica({ DATABASE_READ_URL: URLS.one, DATABASE_READ_MAX_LAG: '30' })).toMatchObject({ maxLagMs: 30_000 });
});

it.each(['0', '301', '1.5'])('a lag of %s seconds is refused', (seconds) => {
  const env = { DATABASE_READ_URL: URLS.one, DATABASE_READ_MAX_LAG: seconds };
  expect(() => replica(env)).toThrow(/^DATABASE_READ_MAX_LAG is .*; expected a whole number from 1 to 300/);
});
