import type { MembershipCommand, OperationResult } from '@roster/domain';
import { Batcher, type Delivery } from './batcher.js';

function delivery(number: number, organizationId = 'org_a'): Delivery {
  return { command: { operationId: `op_${number}`, organizationId } as MembershipCommand, replyTo: 'gateway' };
}

function done({ operationId }: MembershipCommand): OperationResult {
  return { operationId, requestHash: null, outcome: { status: 'removed' } };
}

/** A ledger that refuses batches with a bad command in them, and notes what it was given. */
function batcherWith({ bad = [] as string[], maxSize = 64 } = {}) {
  const applied: string[][] = [];
  const batcher = new Batcher(
    {
      apply: async (commands) => {
        const ids = commands.map(({ operationId }) => operationId as string);
        applied.push(ids);
        await new Promise(setImmediate);
        if (ids.some((id) => bad.includes(id))) throw new Error('refused');
        return commands.map(done);
      },
      reply: async () => undefined,
    },
    maxSize,
  );
  return { applied, batcher };
}

describe('the batcher', () => {
  it('applies all commands of one job together', async () => {
    const { applied, batcher } = batcherWith();
    await Promise.all([1, 2, 3].map((number) => batcher.add(delivery(number))));
    expect(applied).toEqual([['op_1', 'op_2', 'op_3']]);
  });

  it('collects while a batch is being applied', async () => {
    const { applied, batcher } = batcherWith();
    const first = batcher.add(delivery(1));
    await Promise.resolve();
    await Promise.resolve();
    const later = [2, 3].map((number) => batcher.add(delivery(number)));
    await Promise.all([first, ...later]);
    expect(applied).toEqual([['op_1'], ['op_2', 'op_3']]);
  });

  it('applies no more commands together than it may', async () => {
    const { applied, batcher } = batcherWith({ maxSize: 2 });
    await Promise.all([1, 2, 3, 4, 5].map((number) => batcher.add(delivery(number))));
    expect(applied.map(({ length }) => length)).toEqual([2, 2, 1]);
  });

  it('lets organizations take turns: the short one is in the next batch, whatever the long one has waiting', async () => {
    const { applied, batcher } = batcherWith({ maxSize: 4 });
    const long = [1, 2, 3, 4, 5, 6].map((number) => batcher.add(delivery(number)));
    const short = [7, 8].map((number) => batcher.add(delivery(number, 'org_b')));
    await Promise.all([...long, ...short]);
    expect(applied).toEqual([
      ['op_1', 'op_7', 'op_2', 'op_8'],
      ['op_3', 'op_4', 'op_5', 'op_6'],
    ]);
  });

  it('gives one organization no more than half of a batch while others wait', async () => {
    const { applied, batcher } = batcherWith({ maxSize: 4 });
    const long = [1, 2, 3, 4, 5].map((number) => batcher.add(delivery(number)));
    await Promise.all([...long, batcher.add(delivery(6, 'org_b'))]);
    expect(applied).toEqual([
      ['op_1', 'op_6', 'op_2'],
      ['op_3', 'op_4', 'op_5'],
    ]);
  });

  it('spoils nobody for a bad command: the batch is applied one by one', async () => {
    const { batcher } = batcherWith({ bad: ['op_2'] });
    const settled = await Promise.allSettled([1, 2, 3].map((number) => batcher.add(delivery(number))));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('applies isolated commands one at a time, each alone', async () => {
    const { applied, batcher } = batcherWith();
    await Promise.all([1, 2].map((number) => batcher.addAlone(delivery(number))));
    expect(applied).toEqual([['op_1'], ['op_2']]);
  });

  it('goes on after an isolated command that failed', async () => {
    const { batcher } = batcherWith({ bad: ['op_1'] });
    const settled = await Promise.allSettled([1, 2].map((number) => batcher.addAlone(delivery(number))));
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});
