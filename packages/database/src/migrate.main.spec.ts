import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../dist/migrate.main.js', import.meta.url));

it.each([
  ['no URL', {}, 78, /^Set DATABASE_OWNER_URL to the database .*\n$/],
  ['something else', { DATABASE_URL: 'secret' }, 78, /^DATABASE_URL is not a URL like postgres:.*\n$/],
  [
    'an impossible port',
    { DATABASE_OWNER_URL: 'postgres://a:secret@b:70000/c' },
    78,
    /^DATABASE_OWNER_URL cannot be read: .* 70000\n$/,
  ],
  [
    'a server that does not answer yet',
    { DATABASE_URL: 'postgres://a:secret@127.0.0.1:1/c' },
    1,
    /^Cannot connect to Postgres\. .*ECONNREFUSED.*\n$/,
  ],
])('ends with a sentence and no stack when it is given %s', (_, env, status, said) => {
  const ended = spawnSync(process.execPath, [program], { env, encoding: 'utf8' });
  expect({ status: ended.status, output: ended.stdout }).toEqual({ status, output: '' });
  expect(ended.stderr).toMatch(said);
  expect(ended.stderr).not.toContain('secret');
});
