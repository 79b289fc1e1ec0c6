import { isUnavailable } from './errors.js';

test.each([
  'Command timed out',
  "Socket timeout. Expecting data, but didn't receive any in 3000ms.",
  "Cluster isn't ready and enableOfflineQueue options is false",
  'Too many Cluster redirections. Last error: Error: Connection is closed.',
  'Failed to refresh slots cache.',
  'None of startup nodes is available',
  'All sentinels are unreachable. Retrying from scratch after 100ms.',
  'LOADING Redis is loading the dataset in memory',
  "READONLY You can't write against a read only replica.",
  'CLUSTERDOWN The cluster is down',
])('"%s" says that Redis cannot be used at the moment', (message) => {
  expect(isUnavailable(new Error(message))).toBe(true);
  expect(isUnavailable(new Error('enqueue', { cause: new Error(message) }))).toBe(true);
});

test.each(['WRONGTYPE Operation against a key', 'MOVED 1234 127.0.0.1:7000', 'no such key'])(
  '"%s" does not',
  (message) => {
    expect(isUnavailable(new Error(message))).toBe(false);
  },
);
