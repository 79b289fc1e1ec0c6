import { createDataSource } from '../data-source.js';
import { isReplanned, runPrepared } from './prepared-statement.js';

it('plans anew often while a connection is young, and every 32 executions later', () => {
  const executions = Array.from({ length: 128 }, (_, index) => index + 1);
  expect(executions.filter(isReplanned)).toEqual([4, 8, 16, 32, 64, 96, 128]);
});

it('is not run outside of the transaction of a caller who passes no connection', async () => {
  const { manager } = createDataSource('postgres://127.0.0.1:1/none');
  await expect(runPrepared(manager, 'one', 'SELECT 1', [])).rejects.toThrow('a connection of its own');
});
