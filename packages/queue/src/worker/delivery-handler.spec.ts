import type { MembershipCommand, OperationResult } from '@roster/domain';
import type { Delivery } from './batcher.js';
import { DeliveryHandler, MAX_ATTEMPTS_ALONE } from './delivery-handler.js';

function delivery(number: number, replyTo: string | null): Delivery {
  return { command: { operationId: `op_${number}` } as MembershipCommand, replyTo };
}

function result({ operationId }: MembershipCommand, status: 'removed' | 'failed'): OperationResult {
  return { operationId, requestHash: null, outcome: status === 'failed' ? { status, reason: 'given up' } : { status } };
}

function handlerWith({
  attempts = {} as Record<string, number | OperationResult>,
  publish = async (): Promise<void> => undefined,
} = {}) {
  const applied: string[][] = [];
  const published: [string, string[]][] = [];
  const warnings: string[] = [];
  const failures: number[] = [];
  const handler = new DeliveryHandler({
    ledger: {
      async apply(commands) {
        applied.push(commands.map(({ operationId }) => operationId));
        return commands.map((command) => result(command, 'removed'));
      },
    },
    operations: {
      beginAttempt: async ({ operationId }) => attempts[operationId] ?? 1,
      fail: async (commands) => commands.map((command) => result(command, 'failed')),
    },
    replies: {
      async publish(replyTo, results) {
        published.push([replyTo, results.map(({ operationId }) => operationId)]);
        await publish();
      },
      close: async () => undefined,
    },
    logger: { info: () => undefined, error: () => undefined, warn: (_, message) => warnings.push(message) },
    onFailed: (operations) => failures.push(operations),
  });
  return { handler, applied, published, warnings, failures };
}

describe('handling deliveries', () => {
  it('sends one message to each gateway for a batch, and none for nobody', async () => {
    const { handler, published } = handlerWith();
    await handler.handle([delivery(1, 'a'), delivery(2, 'b'), delivery(3, 'a'), delivery(4, null)]);
    expect(published).toEqual([
      ['a', ['op_1', 'op_3']],
      ['b', ['op_2']],
    ]);
  });

  it('is busy while it carries commands out and a quarter of a second longer', async () => {
    const { handler } = handlerWith();
    expect(handler.busy).toBe(false);
    await handler.handle([delivery(1, 'a')]);
    expect(handler.busy).toBe(true);
    const now = performance.now();
    import.meta.jest.spyOn(performance, 'now').mockReturnValue(now + 250);
    expect(handler.busy).toBe(false);
    import.meta.jest.restoreAllMocks();
  });

  it('succeeds although the reply could not be sent', async () => {
    const { handler, warnings } = handlerWith({ publish: () => Promise.reject(new Error('no redis')) });
    await expect(handler.handle([delivery(1, 'a')])).resolves.toHaveLength(1);
    expect(warnings).toEqual(['reply not sent']);
  });

  it('replies with the result of an isolated command that has settled already, without carrying it out', async () => {
    const settled = result(delivery(1, 'a').command, 'removed');
    const { handler, applied, published } = handlerWith({ attempts: { op_1: settled } });
    expect(await handler.handleIsolated([delivery(1, 'a')])).toEqual([settled]);
    expect(applied).toEqual([]);
    expect(published).toEqual([['a', ['op_1']]]);
  });

  it('gives up an isolated command whose tries are used up, and carries out the others', async () => {
    const { handler, applied, published, failures } = handlerWith({ attempts: { op_2: MAX_ATTEMPTS_ALONE + 1 } });
    const results = await handler.handleIsolated([delivery(1, 'a'), delivery(2, 'a'), delivery(3, 'a')]);
    expect(results.map(({ outcome }) => outcome.status)).toEqual(['removed', 'failed', 'removed']);
    expect(failures).toEqual([1]);
    expect(applied).toEqual([['op_1'], ['op_3']]);
    expect(published.map(([, ids]) => ids)).toEqual([['op_1'], ['op_2'], ['op_3']]);
  });
});
