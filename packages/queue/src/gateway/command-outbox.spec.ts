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
        jobs.push({ ids, end: (error) => (error ? reject(error) : resolve()) });
      }),
  );
  return { jobs, outbox };
}

describe('the outbox', () => {
  it('sends a lone command at once', () => {
    const { jobs, outbox } = controlledQueue();
    void outbox.send(command(1));
    expect(jobs.map(({ ids }) => ids)).toEqual([['op_1']]);
  });

  it('sends what came while a job was on its way together as the next', async () => {
    const { jobs, outbox } = controlledQueue();
    const sent = [1, 2, 3].map((number) => outbox.send(command(number)));
    expect(jobs).toHaveLength(1);
    jobs[0]?.end();
    await sent[0];
    expect(jobs.map(({ ids }) => ids)).toEqual([['op_1'], ['op_2', 'op_3']]);
    jobs[1]?.end();
    await Promise.all(sent);
    await outbox.idle();
  });

  it('puts no more than 64 commands into a job', async () => {
    const { jobs, outbox } = controlledQueue();
    const sent = Array.from({ length: 1 + 100 }, (_, number) => outbox.send(command(number)));
    jobs[0]?.end();
    await sent[0];
    expect(jobs[1]?.ids).toHaveLength(64);
    jobs[1]?.end();
    await sent[1];
    expect(jobs[2]?.ids).toHaveLength(36);
  });

  it('tells each sender of a failed job, and goes on with the next', async () => {
    const { jobs, outbox } = controlledQueue();
    const sent = [1, 2].map((number) => outbox.send(command(number)));
    jobs[0]?.end(new Error('gone'));
    await expect(sent[0]).rejects.toThrow('gone');
    jobs[1]?.end();
    await expect(sent[1]).resolves.toBeUndefined();
  });
});
