import { z } from 'zod';
import { databaseSettings, databaseVariables } from './database-variables.js';
import { parseEnvironment } from './environment.js';

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
