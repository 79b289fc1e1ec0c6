import { createLogger } from './logger.js';

function capture() {
  const lines: string[] = [];
  const logger = createLogger({ name: 'test', level: 'info', stream: { write: (line) => void lines.push(line) } });
  return { logger, line: () => lines.join('') };
}

test('a line is one JSON object with the level by name and the time in RFC 3339', () => {
  const { logger, line } = capture();
  logger.info({ trace_id: 'abc' }, 'hello');
  expect(JSON.parse(line())).toMatchObject({
    level: 'info',
    name: 'test',
    trace_id: 'abc',
    msg: 'hello',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  });
});

test.each([
  ['authorization', { headers: { authorization: 'hunter2' } }],
  ['header names in capitals', { headers: { Authorization: 'hunter2' } }],
  ['tokens', { token: 'hunter2' }],
  ['e-mail addresses, in lists too', { users: [{ email: 'hunter2@x' }] }],
  ['passwords in connection strings', { url: 'postgres://roster:hunter2@db:5432/roster' }],
  ['passwords in the messages of errors', { err: new Error('cannot reach redis://:hunter2@cache') }],
  ['e-mail addresses in the messages of errors', { err: new Error('Key (email)=(hunter2@company.com) exists') }],
  ['e-mail addresses that begin a text', { reason: 'hunter2.x+y@mail.company.com is taken' }],
  ['bearer tokens in a text', { error: 'refused: Bearer hunter2' }],
  ['API tokens in a text', { error: 'the token roster_hunter2_hunter2_hunter2 is not known' }],
  [
    'parameters that a driver attaches to an error',
    { err: Object.assign(new Error('no'), { parameters: ['hunter2'] }) },
  ],
  [
    'errors that caused an error',
    { err: new Error('x', { cause: Object.assign(new Error('y'), { query: 'hunter2' }) }) },
  ],
])('%s do not reach the log', (_, fields) => {
  const { logger, line } = capture();
  logger.info(fields, 'x');
  expect(line()).not.toContain('hunter2');
});

test('the fields of the caller are left as they were', () => {
  const fields = { token: 'hunter2', nested: { email: 'a@b' } };
  capture().logger.info(fields);
  expect(fields).toEqual({ token: 'hunter2', nested: { email: 'a@b' } });
});

test('the user and host of a connection string stay to be seen', () => {
  const { logger, line } = capture();
  logger.info({ url: 'postgres://roster@db.company.com:5432/roster' }, 'x');
  expect(line()).toContain('postgres://roster@db.company.com:5432/roster');
});

test('a hostile line is masked in linear time', () => {
  const { logger, line } = capture();
  const before = process.cpuUsage();
  logger.info({ text: `${'a.'.repeat(100_000)}@${'a-'.repeat(100_000)}` }, 'bearer '.repeat(10_000));
  expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  expect(line().length).toBeGreaterThan(300_000);
});

test('10,000 warnings in a burst are a few lines, and the next one tells how many were left out', async () => {
  const lines: Record<string, unknown>[] = [];
  const stream = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const logger = createLogger({ name: 'test', level: 'info', stream });
  const burst = () => {
    for (let command = 0; command < 2_000; command++) {
      logger.warn({ operation_id: `op_${command}` }, 'not enqueued; promoted instead');
      logger.warn({ error: 'Connection is closed.' }, 'redis connection');
      logger.warn('relay');
      logger.error({ err: new Error('no') }, 'reply not sent');
      logger.error(new Error('no'));
    }
  };
  const startedAt = performance.now();
  burst();
  while (!lines.some((line) => line.suppressed !== undefined)) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    burst();
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  expect(lines.length).toBeLessThanOrEqual(5 + 5 * seconds);
  expect(lines.find((line) => line.suppressed !== undefined)?.suppressed).toBeGreaterThan(100);
});

test('lines of level info are written, however many they are', () => {
  const { logger, line } = capture();
  for (let request = 0; request < 1_000; request++) logger.info({ status: 201 }, 'answered');
  expect(line().match(/answered/g)).toHaveLength(1_000);
});
