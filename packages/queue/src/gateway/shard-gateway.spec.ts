import {
  DomainError,
  type OperationId,
  type OperationReading,
  type OperationStore,
  organizationIdSchema,
} from '@roster/domain';
import { command, gatewayWith, REMOVED, settled, silent } from './shard-gateway.fixture.js';
import { ShardGateway } from './shard-gateway.js';

describe('submitting a command', () => {
  it('gives the outcome that the reply bears, without touching the store', async () => {
    const { gateway, calls } = gatewayWith({});
    const add = command();
    const submission = gateway.submit(add, { waitMs: 10_000 });
    gateway.settled([{ operationId: add.operationId, requestHash: null, outcome: REMOVED }]);
    expect(await submission).toEqual({ state: 'settled', operationId: add.operationId, outcome: REMOVED });
    await new Promise(setImmediate);
    expect(calls).toEqual(['enter', 'enqueue', 'settled']);
  });

  it('is promoted when time is up, and accepted once its row is committed', async () => {
    const { gateway, calls } = gatewayWith({});
    const add = command();
    expect(await gateway.submit(add, { waitMs: 1 })).toEqual({ state: 'accepted', operationId: add.operationId });
    expect(calls).toEqual(['enter', 'enqueue', 'accept', 'left']);
  });

  it('gives the outcome at the deadline when only the reply was lost', async () => {
    const add = command();
    const { gateway } = gatewayWith({ accept: async () => settled(add) });
    expect(await gateway.submit(add, { waitMs: 1 })).toMatchObject({ state: 'settled', outcome: REMOVED });
  });

  it('is promoted at once when the queue is out of reach', async () => {
    const { gateway } = gatewayWith({ enqueue: () => Promise.reject(new Error('no redis')) });
    expect(await gateway.submit(command(), { waitMs: 60_000 })).toMatchObject({ state: 'accepted' });
  });

  it('is unavailable when neither the queue nor the database can be reached', async () => {
    const { gateway } = gatewayWith({
      enqueue: () => Promise.reject(new Error('no redis')),
      accept: () => Promise.reject(new Error('no postgres')),
    });
    await expect(gateway.submit(command(), { waitMs: 60_000 })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });

  it.each([
    ['when time is up', { waitMs: 1 }],
    ['before it is enqueued', { waitMs: 0, durable: true }],
  ])('is unavailable within a second of the waiting time when the database does not answer: %s', async (_, options) => {
    import.meta.jest.useFakeTimers();
    try {
      const { gateway } = gatewayWith({ accept: () => new Promise(() => undefined) });
      const ended = import.meta.jest.fn();
      const submission = gateway.submit(command(), options).catch(ended);
      await import.meta.jest.advanceTimersByTimeAsync(options.waitMs);
      expect(ended).not.toHaveBeenCalled();
      await import.meta.jest.advanceTimersByTimeAsync(1_000);
      expect(ended).toHaveBeenCalledWith(expect.objectContaining({ code: 'SERVICE_UNAVAILABLE' }));
      await submission;
    } finally {
      import.meta.jest.useRealTimers();
    }
  });

  it('takes up room until it is on the queue, also when nobody waits for it any more', async () => {
    let enqueued = () => {};
    const enqueue = () => new Promise<void>((resolve) => (enqueued = resolve));
    const { gateway, calls } = gatewayWith({ enqueue });
    await gateway.submit(command(), { waitMs: 0, durable: true });
    expect(calls).toEqual(['enter', 'accept', 'enqueue']);
    enqueued();
    await new Promise(setImmediate);
    expect(calls.at(-1)).toBe('left');
  });

  it('commits first and enqueues then, when it is to be durable', async () => {
    const { gateway, calls } = gatewayWith({});
    await gateway.submit(command(), { waitMs: 1, durable: true });
    expect(calls.slice(0, 3)).toEqual(['enter', 'accept', 'enqueue']);
  });

  it('is accepted when its caller does not wait, even if it is settled by then', async () => {
    const add = command();
    let accepts = 0;
    const accept = async (): Promise<OperationReading> => {
      accepts += 1;
      return accepts === 1 ? { state: 'accepted', requestHash: null } : settled(add);
    };
    const { gateway } = gatewayWith({ accept });
    expect(await gateway.submit(add, { waitMs: 0, durable: true })).toMatchObject({ state: 'accepted' });
  });

  it('does not enqueue again what is settled already', async () => {
    const add = command();
    const { gateway, calls } = gatewayWith({ accept: async () => settled(add) });
    expect(await gateway.submit(add, { waitMs: 1, durable: true })).toMatchObject({ state: 'settled' });
    expect(calls).toEqual(['enter', 'accept', 'left']);
  });

  it.each([
    ['accepted', { state: 'accepted', requestHash: 'two' }],
    ['settled', settled({ ...command(), requestHash: 'two' })],
  ] as [string, OperationReading][])('is refused when its row was %s for another request', async (_, reading) => {
    const { gateway } = gatewayWith({ accept: async () => reading });
    const refused = gateway.submit(command('one'), { waitMs: 1 });
    await expect(refused).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('asks its row when a reply to another request with the same key comes: that one may be the one refused', async () => {
    const add = command('one');
    const { gateway } = gatewayWith({ accept: async () => settled(add) });
    const submission = gateway.submit(add, { waitMs: 10_000 });
    gateway.settled([{ operationId: add.operationId, requestHash: 'two', outcome: { status: 'cancelled' } }]);
    expect(await submission).toMatchObject({ state: 'settled', outcome: REMOVED });
  });

  it.each([
    ['accepted when it was accepted before its organization was frozen', true],
    ['refused when it was not', false],
  ])('is %s', async (_, isAccepted) => {
    const add = command();
    const accept = async () => {
      if (!isAccepted) throw new DomainError('ORGANIZATION_MOVING');
      return { state: 'accepted', requestHash: null } as const;
    };
    const { gateway } = gatewayWith({ accept });
    const submission = gateway.submit(add, { waitMs: 10_000 });
    const outcome = { status: 'rejected', code: 'ORGANIZATION_MOVING', details: {} } as const;
    gateway.settled([{ operationId: add.operationId, requestHash: null, outcome }]);
    await (isAccepted
      ? expect(submission).resolves.toMatchObject({ state: 'accepted' })
      : expect(submission).rejects.toMatchObject({ code: 'ORGANIZATION_MOVING' }));
  });

  it('tells everybody who waits for one operation', async () => {
    const { gateway } = gatewayWith({});
    const add = command();
    const both = [gateway.submit(add, { waitMs: 10_000 }), gateway.submit(add, { waitMs: 10_000 })];
    gateway.settled([{ operationId: add.operationId, requestHash: null, outcome: REMOVED }]);
    expect((await Promise.all(both)).map(({ state }) => state)).toEqual(['settled', 'settled']);
  });

  it('looks up who waits when replies may have been missed', async () => {
    const add = command();
    const { gateway } = gatewayWith({ read: async () => new Map([[add.operationId, settled(add)]]) });
    const submission = gateway.submit(add, { waitMs: 10_000 });
    gateway.interrupted();
    expect(await submission).toMatchObject({ state: 'settled', outcome: REMOVED });
  });

  it('looks up the operations whose reply does not contain their outcomes, and no others', async () => {
    const add = command();
    const read = import.meta.jest.fn(async (ids: readonly OperationId[]) => {
      return new Map(ids.map((operationId) => [operationId, settled({ ...add, operationId })]));
    });
    const { gateway } = gatewayWith({ read });
    const submission = gateway.submit(add, { waitMs: 10_000 });
    const other = gateway.submit(command(), { waitMs: 10_000 });
    gateway.lookUp([add.operationId]);
    expect(await submission).toMatchObject({ state: 'settled', outcome: REMOVED });
    expect(read.mock.calls).toEqual([[[add.operationId]]]);
    await gateway.close();
    expect(await other).toMatchObject({ state: 'accepted' });
  });

  it('still waits for a reply when a look-up fails', async () => {
    const { gateway, calls } = gatewayWith({ read: () => Promise.reject(new Error('no postgres')) });
    const add = command();
    const submission = gateway.submit(add, { waitMs: 10_000 });
    gateway.interrupted();
    // A rejection that nobody handles would fail the test here.
    await new Promise(setImmediate);
    gateway.settled([{ operationId: add.operationId, requestHash: null, outcome: REMOVED }]);
    expect(await submission).toMatchObject({ state: 'settled', outcome: REMOVED });
    expect(calls).not.toContain('accept');
  });

  it('answers everybody when it closes', async () => {
    const { gateway } = gatewayWith({});
    const submission = gateway.submit(command(), { waitMs: 60_000 });
    await gateway.close();
    expect(await submission).toMatchObject({ state: 'accepted' });
  });

  it('enqueues nothing when there is no room', async () => {
    let enqueued = 0;
    const enqueue = async () => {
      enqueued += 1;
      return { id: '7', enqueuedAt: new Date(0) };
    };
    const store: OperationStore = { accept: () => Promise.reject(new Error('not asked')), read: async () => new Map() };
    const full = new DomainError('OVERLOADED', { retry_after: 2 });
    const enter = () => {
      throw full;
    };
    const refused: string[] = [];
    const gateway = new ShardGateway({
      logger: silent,
      admission: { refusal: () => full, enter },
      enqueue,
      store,
      observers: [{ taken() {}, enqueued() {}, answered() {}, refusedUnread: (code) => void refused.push(code) }],
    });
    expect(gateway.refusal(organizationIdSchema.parse('org_a'))).toBe(full);
    expect(refused).toEqual(['OVERLOADED']);
    await expect(gateway.submit(command(), { waitMs: 10 })).rejects.toMatchObject({ code: 'OVERLOADED' });
    expect(enqueued).toBe(0);
  });
});
