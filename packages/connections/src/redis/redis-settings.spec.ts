import { parseRedisUrl } from './redis-settings.js';

const plain = { tls: false, database: 0 };

test.each([
  ['redis://cache', { ...plain, nodes: [{ host: 'cache', port: 6379 }] }],
  ['redis://cache:6380/', { ...plain, nodes: [{ host: 'cache', port: 6380 }] }],
  ['redis://cache/3', { ...plain, nodes: [{ host: 'cache', port: 6379 }], database: 3 }],
  ['rediss://cache_1.example.com', { ...plain, nodes: [{ host: 'cache_1.example.com', port: 6379 }], tls: true }],
  ['redis://[::1]:7000', { ...plain, nodes: [{ host: '::1', port: 7000 }] }],
  ['redis://:secret@cache', { ...plain, nodes: [{ host: 'cache', port: 6379 }], password: 'secret' }],
  [
    'redis://roster:p%40ss%2Fw:rd@cache',
    { ...plain, nodes: [{ host: 'cache', port: 6379 }], username: 'roster', password: 'p@ss/w:rd' },
  ],
  ['redis://u:a@b@cache', { ...plain, nodes: [{ host: 'cache', port: 6379 }], username: 'u', password: 'a@b' }],
  [
    'redis://one:7000,two,[fe80::1]:7002',
    {
      ...plain,
      nodes: [
        { host: 'one', port: 7000 },
        { host: 'two', port: 6379 },
        { host: 'fe80::1', port: 7002 },
      ],
    },
  ],
])('%s is read', (url, address) => {
  expect(parseRedisUrl(url)).toEqual(address);
});

test('a Sentinel listens on 26379 when no port is given', () => {
  expect(parseRedisUrl('redis://one,two:7000', 'sentinel')?.nodes).toEqual([
    { host: 'one', port: 26379 },
    { host: 'two', port: 7000 },
  ]);
});

test.each([
  'cache:6379',
  'http://cache',
  'redis://',
  'redis://one,,two',
  'redis://cache:0',
  'redis://cache:65536',
  'redis://cache:port',
  'redis://cache/queue',
  'redis://cache?db=1',
  'redis://user@cache',
  'redis://user:@cache',
  'redis://user:%zz@cache',
  'redis://one redis://two',
])('%s is not the URL of a Redis', (url) => {
  expect(parseRedisUrl(url)).toBeNull();
});
