import type { MembershipCommand } from '@roster/domain';
import { CommandCoalescer } from './command-coalescer.js';

function command(number: number, organizationId = 'org_a'): MembershipCommand {
  return { operationId: `op_${number}`, organizationId } as MembershipCommand;
}

/** A queue whose enqueues end when the test says so. */
function controlledQueue() {
  const jobs: { ids: string[]; end: (error?: Error) => void }[] = [];
  const coalescer = new CommandCoalescer(
    (commands) =>
      new Promise((resolve, reject) => {
        const ids = commands.map(({ operationId }) => operationId as string);
        jobs.push({ ids, end: (error) => (error ? reject(error) : resolve({ id: 'job', enqueuedAt: new Date() })) });
      }),
  );
  return { jobs, coalescer };
}

const DONE = [1, 2].map((number) => command(number).operationId);

describe('the coalescer of commands', () => {
  it('sends a lone command at once', () => {
    const { jobs, coalescer } = controlledQueue();
    void coalescer.send(command(1));
    expect(jobs.map(({ ids }) => ids)).toEqual([['op_1']]);
  });

  it('sends what came while two jobs were unanswered together, once one of them is answered', () => {
    const { jobs, coalescer } = controlledQueue();
    for (const number of [1, 2, 3, 4]) void coalescer.send(command(number));
    expect(jobs.map(({ ids }) => ids)).toEqual([['op_1'], ['op_2']]);
    coalescer.answered([command(2).operationId]);
    expect(jobs.map(({ ids }) => ids)).toEqual([['op_1'], ['op_2'], ['op_3', 'op_4']]);
  });

  it('takes a job for answered with the first of its commands, and only once', () => {
    const { jobs, coalescer } = controlledQueue();
    for (const number of [1, 2, 3, 4, 5]) void coalescer.send(command(number));
    coalescer.answered(DONE);
    void coalescer.send(command(6));
    coalescer.answered([command(3).operationId]);
    coalescer.answered([command(4).operationId]);
    void coalescer.send(command(7));
    void coalescer.send(command(8));
    expect(jobs.map(({ ids }) => ids)).toEqual([['op_1'], ['op_2'], ['op_3', 'op_4', 'op_5'], ['op_6'], ['op_7']]);
  });

  it('is not held up for long by jobs that nobody answers', async () => {
    const { jobs, coalescer } = controlledQueue();
    const sent = [1, 2, 3].map((number) => coalescer.send(command(number)));
    while (jobs.length < 3) await new Promise(setImmediate);
    for (const { end } of jobs) end();
    await Promise.all(sent);
  });

  it('puts no more than 64 commands into a job', () => {
    const { jobs, coalescer } = controlledQueue();
    for (let number = 1; number <= 2 + 100; number += 1) void coalescer.send(command(number));
    coalescer.answered(DONE);
    expect(jobs.slice(2).map(({ ids }) => ids.length)).toEqual([64, 36]);
  });

  describe('with more than one organization', () => {
    /** Operations `from` to `to` of an organization, in order. */
    const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
    const idsOf = (numbers: readonly number[]) => numbers.map((number) => command(number).operationId);

    it('gives each its turn in a job, and the one that has much waiting half of its places', () => {
      const { jobs, coalescer } = controlledQueue();
      for (const number of range(1, 102)) void coalescer.send(command(number));
      for (const number of range(201, 205)) void coalescer.send(command(number, 'org_b'));
      coalescer.answered(idsOf([1]));
      const job = jobs.at(-1)?.ids ?? [];
      expect(job.slice(0, 7)).toEqual(['op_9', 'op_203', 'op_10', 'op_204', 'op_11', 'op_205', 'op_12']);
      expect(job).toHaveLength(32 + 3);
    });

    it('lets a few commands of a quiet one go before the jobs of a busy one are answered', () => {
      const { jobs, coalescer } = controlledQueue();
      for (const number of range(1, 102)) void coalescer.send(command(number));
      coalescer.answered(idsOf([1]));
      coalescer.answered(idsOf([2]));
      expect(jobs.map(({ ids }) => ids.length)).toEqual([1, 1, 64, 36]);
      for (const number of range(103, 166)) void coalescer.send(command(number));
      for (const number of range(201, 205)) void coalescer.send(command(number, 'org_b'));
      expect(jobs.slice(4).map(({ ids }) => ids)).toEqual([['op_201'], ['op_202']]);
      coalescer.answered(idsOf([201]));
      expect(jobs.slice(6).map(({ ids }) => ids)).toEqual([['op_203', 'op_204', 'op_205']]);
    });

    it('holds back what one has above its commands in flight, and lets the other pass', () => {
      const { jobs, coalescer } = controlledQueue();
      const numbers = range(1, 2 + 3 * 64);
      for (const number of numbers) void coalescer.send(command(number));
      // Only the first of a job is answered each time: the others stay in flight.
      coalescer.answered(idsOf([1]));
      coalescer.answered(idsOf([2]));
      expect(jobs.map(({ ids }) => ids.length)).toEqual([1, 1, 64, 64]);
      coalescer.answered(idsOf([3]));
      expect(jobs.map(({ ids }) => ids.length)).toEqual([1, 1, 64, 64, 1]);
      void coalescer.send(command(301, 'org_b'));
      coalescer.answered(idsOf([67]));
      expect(jobs.map(({ ids }) => ids).slice(5)).toEqual([['op_301']]);
    });

    it('sends the rest once what was in flight is answered together', () => {
      const { jobs, coalescer } = controlledQueue();
      for (const number of range(1, 2 + 3 * 64)) void coalescer.send(command(number));
      coalescer.answered(idsOf([1, 2]));
      coalescer.answered(idsOf(range(3, 66)));
      expect(jobs.map(({ ids }) => ids.length)).toEqual([1, 1, 64, 64, 64]);
    });
  });

  it('sends on although nothing is ever answered: what was lost counts no longer', async () => {
    import.meta.jest.useFakeTimers();
    try {
      const { jobs, coalescer } = controlledQueue();
      for (let number = 1; number <= 300; number += 1) void coalescer.send(command(number));
      await import.meta.jest.advanceTimersByTimeAsync(1_900);
      const sent = () => jobs.reduce((total, { ids }) => total + ids.length, 0);
      expect(sent()).toBe(128);
      await import.meta.jest.advanceTimersByTimeAsync(400);
      expect(sent()).toBe(256);
      await import.meta.jest.advanceTimersByTimeAsync(2_100);
      expect(sent()).toBe(300);
    } finally {
      import.meta.jest.useRealTimers();
    }
  });

  it('tells each sender of a failed job, and goes on with the next', async () => {
    const { jobs, coalescer } = controlledQueue();
    const sent = [1, 2, 3].map((number) => coalescer.send(command(number)));
    jobs[0]?.end(new Error('gone'));
    await expect(sent[0]).rejects.toThrow('gone');
    jobs[2]?.end();
    await expect(sent[2]).resolves.toMatchObject({ id: 'job' });
  });

  it('sends everything before it closes', async () => {
    const { jobs, coalescer } = controlledQueue();
    const sent = [1, 2, 3].map((number) => coalescer.send(command(number)));
    const closed = coalescer.close();
    for (const { end } of jobs) end();
    await Promise.all([closed, ...sent]);
    expect(jobs).toHaveLength(3);
  });
});
