import { explainFailure } from './explain-failure.js';

describe('explainFailure', () => {
  it.each([
    ['FATAL:  could not write: No space left on device', 'The disk is full'],
    ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', 'The port is taken'],
    ['FATAL:  database files are incompatible with server', 'another version of Postgres'],
    ['FATAL:  data directory "/x" has wrong ownership', 'belongs to somebody else'],
    ['error while loading shared libraries: libssl.so.1.1', 'set DATABASE_URL'],
  ])('names the remedy for %j', (output, remedy) => {
    expect(explainFailure('Postgres did not start', output).message).toContain(remedy);
  });

  it('shows only the last lines of a long log', () => {
    const log = Array.from({ length: 50 }, (_, line) => `line ${line}`).join('\n');
    const { message } = explainFailure('Postgres did not start', log);
    expect(message.split('\n')).toEqual(['Postgres did not start.', ...log.split('\n').slice(-12)]);
  });
});
