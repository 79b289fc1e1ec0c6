import { newId, type OperationId, organizationIdSchema } from '@roster/domain';
import { BulkRunner, MAX_RUNS_WITHOUT_PROGRESS } from './bulk-runner.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A bulk of so many chunks, of which one throws. */
function bulkOf(chunks: number, { throwsAt = 0 } = {}) {
  const state = { applied: 0, attempts: 0, ended: false, failedWith: '', failures: 0 };
  const runner = new BulkRunner({
    logger: silent,
    onFailed: (operations) => {
      state.failures += operations;
    },
    ledger: {
      async applyNext() {
        if (state.ended) return 'ended';
        await new Promise(setImmediate);
        if (state.applied + 1 === throwsAt) throw new Error('connection lost');
        state.applied += 1;
        state.attempts = 0;
        state.ended = state.applied === chunks;
        return state.ended ? 'ended' : 'more';
      },
    },
    bulks: {
      async beginAttempt() {
        if (state.ended) return null;
        state.attempts += 1;
        return state.attempts;
      },
      async forgiveAttempt() {
        state.attempts = Math.max(state.attempts - 1, 0);
      },
      async fail(_id: OperationId, reason: string) {
        state.ended = true;
        state.failedWith = reason;
      },
    },
  });
  return { runner, state };
}

const ID = { operationId: newId('operation'), organizationId: organizationIdSchema.parse('org_a'), traceId: 'trace' };

describe('running a bulk', () => {
  it('applies chunk after chunk until it has ended', async () => {
    const { runner, state } = bulkOf(3);
    await runner.run(ID);
    expect(state).toMatchObject({ applied: 3, ended: true });
  });

  it('does nothing when it has ended before', async () => {
    const { runner, state } = bulkOf(1);
    await runner.run(ID);
    await runner.run(ID);
    expect(state).toMatchObject({ applied: 1, failures: 0, failedWith: '' });
  });

  it('ends as failed when it was begun too often without progress', async () => {
    const { runner, state } = bulkOf(3);
    state.attempts = MAX_RUNS_WITHOUT_PROGRESS;
    await runner.run(ID);
    expect(state).toMatchObject({ applied: 0, failures: 1, failedWith: '3 runs ended without progress.' });
  });

  it('that an error ends is to be repeated, and the error does not count as a death of the process', async () => {
    const { runner, state } = bulkOf(3, { throwsAt: 2 });
    for (let run = 0; run < 2 * MAX_RUNS_WITHOUT_PROGRESS; run += 1)
      await expect(runner.run(ID)).rejects.toThrow('connection lost');
    expect(state).toMatchObject({ applied: 1, attempts: 0, failedWith: '' });
  });

  it('counts errors for a caller that does not count its tries', async () => {
    const { runner, state } = bulkOf(3, { throwsAt: 1 });
    for (let run = 0; run < MAX_RUNS_WITHOUT_PROGRESS; run += 1)
      await expect(runner.run(ID, { countErrors: true })).rejects.toThrow('connection lost');
    await runner.run(ID, { countErrors: true });
    expect(state.failedWith).toBe('3 runs ended without progress.');
  });

  it('ends as failed, with the reason, when an error ends the last try', async () => {
    const { runner, state } = bulkOf(3, { throwsAt: 2 });
    await expect(runner.run(ID, { lastTry: true })).rejects.toThrow('connection lost');
    expect(state.failedWith).toContain('connection lost');
  });

  it('delivered more often than it may be begun, all at once, is begun once', async () => {
    const { runner, state } = bulkOf(3);
    const deliveries = Array.from({ length: MAX_RUNS_WITHOUT_PROGRESS + 2 }, () => runner.run(ID));
    expect(new Set(await Promise.all(deliveries))).toEqual(new Set(['ended']));
    expect(state).toMatchObject({ applied: 3, failedWith: '' });
    expect(runner.idle).toBe(true);
  });

  it('goes on with the next one after an error', async () => {
    const failing = bulkOf(3, { throwsAt: 1 });
    const runs = [failing.runner.run(ID), failing.runner.run(ID)];
    await expect(Promise.all(runs)).rejects.toThrow('connection lost');
    expect((await Promise.allSettled(runs)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(failing.runner.idle).toBe(true);
  });

  /** Bulks by name, of so many chunks each, the first letter being their organization; and the order of their chunks. */
  function bulksOf(chunks: Record<string, number>, addsUnderWay = () => false) {
    const order: string[] = [];
    const together: number[] = [];
    let inFlight = 0;
    const left = { ...chunks };
    const runner = new BulkRunner({
      logger: silent,
      addsUnderWay,
      ledger: {
        async applyNext(operationId) {
          order.push(operationId);
          inFlight += 1;
          together.push(inFlight);
          await new Promise(setImmediate);
          inFlight -= 1;
          left[operationId] = (left[operationId] ?? 0) - 1;
          return left[operationId] > 0 ? 'more' : 'ended';
        },
      },
      bulks: {
        beginAttempt: async () => 1,
        forgiveAttempt: async () => undefined,
        fail: async () => undefined,
      },
    });
    const run = (name: string) =>
      runner.run({
        operationId: name as OperationId,
        organizationId: organizationIdSchema.parse(`org_${name.charAt(0)}`),
        traceId: 'trace',
      });
    return { runner, order, together, run };
  }

  it('applies chunks of two bulks at a time, however many are to be run', async () => {
    const { runner, together, run } = bulksOf({ a1: 3, a2: 3, b1: 3 });
    const runs = ['a1', 'a2', 'b1'].map(run);
    expect(runner.idle).toBe(false);
    await Promise.all(runs);
    expect(runner.idle).toBe(true);
    expect([together.length, Math.max(...together)]).toEqual([9, 2]);
  });

  it('applies one chunk at a time while single adds are under way, and two again when they have ended', async () => {
    let adding = true;
    const { together, run } = bulksOf({ a1: 4, a2: 4, b1: 4 }, () => adding);
    const first = run('a1');
    const others = ['a2', 'b1'].map(run);
    await first;
    expect(Math.max(...together)).toBe(1);
    adding = false;
    await Promise.all(others);
    expect([together.length, Math.max(...together)]).toEqual([12, 2]);
  });

  it('goes on with one when single adds begin', async () => {
    let adding = false;
    const { together, run } = bulksOf({ a1: 20, b1: 20 }, () => adding);
    const runs = ['a1', 'b1'].map(run);
    while (together.length < 4) await new Promise(setImmediate);
    adding = true;
    await Promise.all(runs);
    expect(together).toHaveLength(40);
    expect(Math.max(...together.slice(6))).toBe(1);
  });

  it('takes turns by organization after each chunk', async () => {
    const { order, run } = bulksOf({ a1: 3, a2: 2, b1: 2 }, () => true);
    await Promise.all(['a1', 'a2', 'b1'].map(run));
    // The first began before the others were there.
    expect(order).toEqual(['a1', 'a1', 'b1', 'a1', 'b1', 'a2', 'a2']);
  });

  it('pauses after a chunk while single adds are under way', async () => {
    let asked = 0;
    const { order, run } = bulksOf({ a1: 3 }, () => {
      asked += 1;
      return true;
    });
    await run('a1');
    expect([order.length, asked]).toEqual([3, 3]);
  });

  it('stops after the chunk in flight, and the others are paused', async () => {
    const { runner, order, run } = bulksOf({ a1: 3, b1: 2 });
    const runs = ['a1', 'b1'].map(run);
    await runner.stop();
    expect(await Promise.all(runs)).toEqual(['paused', 'paused']);
    expect(order).toEqual(['a1', 'b1']);
    expect(await run('b1')).toBe('paused');
    expect(runner.idle).toBe(true);
  });
});
