import { readConfiguration } from './environment.js';
import { workerShards } from './worker-shards.js';

const read = (env: Record<string, string>) => readConfiguration({ workerShards }, env).workerShards;

test.each([
  [{}, undefined],
  [{ QUEUE_SHARDS: '3' }, undefined],
  [{ WORKER_SHARDS: '0' }, [0]],
  [{ QUEUE_SHARDS: '5', WORKER_SHARDS: '0,2-4,3' }, [0, 2, 3, 4]],
])('%j is read', (env, shards) => {
  expect(read(env as Record<string, string>)).toEqual(shards);
});

const LIST = 'numbers of shards from 0, and ranges of them, separated by commas, like 0,2-3';

test.each([
  [{ QUEUE_SHARDS: '3', WORKER_SHARDS: 'all' }, `WORKER_SHARDS is "all"; expected ${LIST}.`],
  [{ QUEUE_SHARDS: '3', WORKER_SHARDS: '2-1' }, `WORKER_SHARDS is "2-1"; expected ${LIST}.`],
  [{ QUEUE_SHARDS: '3', WORKER_SHARDS: '1-3' }, 'WORKER_SHARDS names shard 3; expected 0 to 2, as QUEUE_SHARDS is 3.'],
  [{ WORKER_SHARDS: '1' }, 'WORKER_SHARDS names shard 1; expected 0 to 0, as QUEUE_SHARDS is 1.'],
])('%j is refused with a sentence that names the variable', (env, sentence) => {
  expect(() => read(env as Record<string, string>)).toThrow(sentence);
});
