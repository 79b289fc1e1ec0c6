import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigurationError } from '../errors/errors.js';
import { databaseVariables } from './database-variables.js';
import { isSecret, parseEnvironment } from './environment.js';
import { flag, logLevel, port } from './variables.js';

const schema = z.object({
  PORT: port.default(3000),
  ...databaseVariables,
  NAME: z.string({ error: 'a text' }).optional(),
  LOG_LEVEL: logLevel,
  LOG_PRETTY: flag,
});
const DATABASE_URL = 'postgres://localhost/roster';

function messageFor(env: Record<string, string>): string {
  try {
    parseEnvironment(schema, { DATABASE_URL, ...env });
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return '';
}

test.each([
  ['DATABASE_URL', true],
  ['DATABASE_OWNER_URL', true],
  ['TARGET_DATABASE_OWNER_URL', true],
  ['REDIS_URL', true],
  ['SLACK_APP_TOKEN', true],
  ['WEBHOOK_ENCRYPTION_KEY', true],
  ['CONSOLE_URL', false],
  ['API_KEYS_PER_ORGANIZATION', false],
])('%s is a secret: %s', (name, secret) => {
  expect(isSecret(name)).toBe(secret);
});

test('unset and empty variables take their defaults', () => {
  expect(parseEnvironment(schema, { DATABASE_URL, NAME: '', PORT: '' })).toEqual({
    PORT: 3000,
    DATABASE_URL,
    LOG_LEVEL: 'info',
    LOG_PRETTY: false,
  });
});

test('values are converted to what the program works with', () => {
  const env = { DATABASE_URL, PORT: '0', NAME: 'roster', LOG_LEVEL: 'debug', LOG_PRETTY: 'true' };
  expect(parseEnvironment(schema, env)).toEqual({ ...env, PORT: 0, LOG_PRETTY: true });
});

test.each([
  [{ PORT: 'abc' }, 'PORT is "abc"; expected a whole number from 0 to 65535.'],
  [{ PORT: '65536' }, 'PORT is "65536"; expected a whole number from 0 to 65535.'],
  [{ PORT: '-1' }, 'PORT is "-1"; expected a whole number from 0 to 65535.'],
  [{ PORT: '0x10' }, 'PORT is "0x10"; expected a whole number from 0 to 65535.'],
  [
    { DATABASE_URL: '' },
    'DATABASE_URL is not set; expected a URL like postgres://user@host:5432/database, with several hosts host1:5432,host2:5432.',
  ],
  [
    { DATABASE_URL: 'http://u:pw@h' },
    'DATABASE_URL is "http://u:***@h"; expected a URL like postgres://user@host:5432/database, with several hosts host1:5432,host2:5432.',
  ],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud"; expected one of fatal, error, warn, info, debug, trace, silent.'],
  [{ LOG_PRETTY: 'yes' }, 'LOG_PRETTY is "yes"; expected true or false.'],
  [
    { PORT: 'x', LOG_PRETTY: 'y' },
    'PORT is "x"; expected a whole number from 0 to 65535.\nLOG_PRETTY is "y"; expected true or false.',
  ],
])('%j is refused with a sentence that names the variable', (env, message) => {
  expect(messageFor(env as Record<string, string>)).toBe(message);
});

test('the value of a secret is not shown', () => {
  const secrets = z.object({ SLACK_BOT_TOKEN: z.string().regex(/^xoxb-/, { error: 'a bot token (xoxb-…)' }) });
  expect(() => parseEnvironment(secrets, { SLACK_BOT_TOKEN: 'hunter2' })).toThrow(/^(?!.*hunter2).*SLACK_BOT_TOKEN/);
});

describe('a variable that comes from a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'roster-environment-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const fileWith = (content: string) => {
    const file = join(folder, 'secret');
    writeFileSync(file, content);
    return file;
  };

  test.each(['\n', '\r\n', ''])('is read without the line break at the end (%j)', (end) => {
    const DATABASE_URL_FILE = fileWith(`postgres://from-a-file/roster${end}`);
    expect(parseEnvironment(schema, { DATABASE_URL: '', DATABASE_URL_FILE })).toMatchObject({
      DATABASE_URL: 'postgres://from-a-file/roster',
    });
  });

  test('counts as unset when the file is empty', () => {
    expect(parseEnvironment(schema, { DATABASE_URL, PORT_FILE: fileWith('\n') })).toMatchObject({ PORT: 3000 });
  });

  test('is checked like any other', () => {
    expect(messageFor({ PORT_FILE: fileWith('abc') })).toBe('PORT is "abc"; expected a whole number from 0 to 65535.');
  });

  test('is refused when it is set, too', () => {
    expect(messageFor({ PORT: '1', PORT_FILE: fileWith('2') })).toBe(
      'PORT and PORT_FILE are both set; set one of them.',
    );
  });

  test('is refused with the name of the file that cannot be read, once', () => {
    const missing = join(folder, 'missing');
    expect(messageFor({ DATABASE_URL: '', DATABASE_URL_FILE: missing })).toBe(
      `DATABASE_URL_FILE is "${missing}", which cannot be read (ENOENT).`,
    );
  });

  test('does not take the place of one whose own name ends like that', () => {
    const authorities = z.object({ REDIS_CA: z.string().optional(), REDIS_CA_FILE: z.string().optional() });
    expect(parseEnvironment(authorities, { REDIS_CA_FILE: '/nowhere.pem' })).toEqual({ REDIS_CA_FILE: '/nowhere.pem' });
  });
});
