import { readPostgresUrl } from './postgres-url.js';

const server = (host: string, port = 5432) => ({ host, port });

it.each([
  ['one server', 'postgres://u:p@h1:5432/db?sslmode=require'],
  ['one server, any', 'postgres://u:p@h1/db?target_session_attrs=any'],
  ['a socket', 'postgres://u:p@%2Fvar%2Frun/db'],
  ['no host', 'postgres:///db'],
])('%s is left to node-postgres', (_, url) => {
  expect(readPostgresUrl(url)).toEqual({ servers: [], connectionString: url });
});

it.each([
  [
    'postgres://u:p@h1:5433,h2:5434/db?sslmode=verify-full&target_session_attrs=read-write&application_name=x',
    [server('h1', 5433), server('h2', 5434)],
    'postgres://u:p@h1:5433/db?sslmode=verify-full&application_name=x',
  ],
  ['postgresql://h1,h2:5434/db', [server('h1'), server('h2', 5434)], 'postgresql://h1:5432/db'],
  ['postgres://u@h1/db?target_session_attrs=primary', [server('h1')], 'postgres://u@h1:5432/db'],
  ['postgres://[::1]:5433,[::2]/db', [server('::1', 5433), server('::2')], 'postgres://[::1]:5433/db'],
  ['postgres://u@/db?host=h1,h2&port=5433', [server('h1', 5433), server('h2', 5433)], 'postgres://u@h1:5433/db'],
  ['postgres:///db?host=h1,h2&port=1,2', [server('h1', 1), server('h2', 2)], 'postgres://h1:1/db'],
  ['postgres://u:p%40%2C@h1,h2/db', [server('h1'), server('h2')], 'postgres://u:p%40%2C@h1:5432/db'],
])('%s names its servers', (url, servers, connectionString) => {
  expect(readPostgresUrl(url)).toEqual({ servers, connectionString });
});

it.each([
  [
    'postgres://u:secret@h1,h2/db?target_session_attrs=prefer-standby',
    /target_session_attrs=prefer-standby .*use .*read-write/,
  ],
  ['postgres://u:secret@/db?host=h1,h2,h3&port=1,2', /3 hosts and 2 ports/],
  ['postgres://u:secret@h1:70000,h2/db', /70000/],
  ['postgres://u:secret@h1:x,h2/db', /host:port/],
])('%s is refused with a sentence that keeps the password', (url, sentence) => {
  expect(() => readPostgresUrl(url)).toThrow(sentence);
  expect(() => readPostgresUrl(url)).not.toThrow(/secret/);
});

it.each([
  ['postgres://u:p@h1,h2/db?target_session_attrs=standby', 2],
  ['postgres://u:p@h1,h2/db', 2],
  ['postgres://u:p@h1/db', 0],
])('for reads, %s names %i servers to choose from', (url, count) => {
  expect(readPostgresUrl(url, 'replica').servers).toHaveLength(count);
});

it('a URL for reads that asks for the primary is refused', () => {
  const read = () => readPostgresUrl('postgres://u:secret@h1,h2/db?target_session_attrs=primary', 'replica');
  expect(read).toThrow(/target_session_attrs=primary is for clients that write; use .*standby/);
});
