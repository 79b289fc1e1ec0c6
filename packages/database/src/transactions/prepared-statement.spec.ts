import { isReplanned } from './prepared-statement.js';

it('plans anew often while a connection is young, and every 32 executions later', () => {
  const executions = Array.from({ length: 128 }, (_, index) => index + 1);
  expect(executions.filter(isReplanned)).toEqual([4, 8, 16, 32, 64, 96, 128]);
});
