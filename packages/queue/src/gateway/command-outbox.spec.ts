import type { MembershipCommand } from '@roster/domain';
import { CommandOutbox } from './command-outbox.js';

function command(number: number): MembershipCommand {
  return { operationId: `op_${number}` } as MembershipCommand;
}

/** A queue whose enqueues end when the test says so. */
function controlledQueue() {
  const jobs: { ids: string[]; end: (error?: Error) => void }[] = [];
  const outbox = new CommandOutbox(
    (commands) =>
      new Promise((resolve, reject) => {
        const ids = commands.map(({ operationId }) => operationId as string);
        jobs.push({ ids, end: (error) => (error ? reject(error) : resolve({ id: 'job', enqueuedAt: new Date() })) });
      }),
  );
  return { jobs, outbox };
}

const DONE = [1, 2].map((number) => command(number).operationId);

describe('the outbox', () => {
  it('sends a lone command at once', () => {
    const { jobs, outbox } = controlledQueue();
    void outbox.send(command(1));
    expect(jobs.map(({ ids }) => ids)).toEqual([['op_1']]);
  });

  it('sends what came while two jobs were unanswered together, once one of them is answered', () => {
    const { jobs, outbox } = controlledQueue();
    for (const number of [1, 2, 3, 4]) void outbox.send(command(number));
    expect(jobs.map(({ ids }) => ids)).toEqual([['op_1'], ['op_2']]);
    outbox.answered(command(2).operationId);
    expect(jobs.map(({ ids }) => ids)).toEqual([['op_1'], ['op_2'], ['op_3', 'op_4']]);
  });

  it('takes a job for answered with the first of its commands, and only once', () => {
    const { jobs, outbox } = controlledQueue();
    for (const number of [1, 2, 3, 4, 5]) void outbox.send(command(number));
    for (const id of DONE) outbox.answered(id);
    void outbox.send(command(6));
    outbox.answered(command(3).operationId);
    outbox.answered(command(4).operationId);
    void outbox.send(command(7));
    void outbox.send(command(8));
    expect(jobs.map(({ ids }) => ids)).toEqual([['op_1'], ['op_2'], ['op_3', 'op_4', 'op_5'], ['op_6'], ['op_7']]);
  });

  it('is not held up for long by jobs that nobody answers', async () => {
    const { jobs, outbox } = controlledQueue();
    const sent = [1, 2, 3].map((number) => outbox.send(command(number)));
    while (jobs.length < 3) await new Promise(setImmediate);
    for (const { end } of jobs) end();
    await Promise.all(sent);
  });

  it('puts no more than 64 commands into a job', () => {
    const { jobs, outbox } = controlledQueue();
    for (let number = 1; number <= 2 + 100; number += 1) void outbox.send(command(number));
    for (const id of DONE) outbox.answered(id);
    expect(jobs.slice(2).map(({ ids }) => ids.length)).toEqual([64, 36]);
  });

  it('tells each sender of a failed job, and goes on with the next', async () => {
    const { jobs, outbox } = controlledQueue();
    const sent = [1, 2, 3].map((number) => outbox.send(command(number)));
    jobs[0]?.end(new Error('gone'));
    await expect(sent[0]).rejects.toThrow('gone');
    jobs[2]?.end();
    await expect(sent[2]).resolves.toMatchObject({ id: 'job' });
  });

  it('sends everything before it closes', async () => {
    const { jobs, outbox } = controlledQueue();
    const sent = [1, 2, 3].map((number) => outbox.send(command(number)));
    const closed = outbox.close();
    for (const { end } of jobs) end();
    await Promise.all([closed, ...sent]);
    expect(jobs).toHaveLength(3);
  });
});
