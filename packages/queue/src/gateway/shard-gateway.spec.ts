import {
  DomainError,
  type EnqueuedJob,
  type GatewayObserver,
  type MembershipCommand,
  type MembershipOutcome,
  newId,
  type OperationReading,
  type OperationStore,
  organizationIdSchema,
} from '@roster/domain';
import { ShardGateway } from './shard-gateway.js';

const REMOVED: MembershipOutcome = { status: 'removed' };
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function command(requestHash: string | null = null): MembershipCommand {
  return { operationId: newId('operation'), requestHash } as MembershipCommand;
}

function settled({ operationId, requestHash }: MembershipCommand, outcome = REMOVED): OperationReading {
  return { state: 'settled', result: { operationId, requestHash, outcome } };
}

function gatewayWith(ports: {
  enqueue?: () => Promise<void>;
  accept?: OperationStore['accept'];
  read?: OperationStore['read'];
  observer?: GatewayObserver;
}) {
  const calls: string[] = [];
  const gateway: ShardGateway = new ShardGateway({
    logger: silent,
    admission: {
      refusal: () => null,
      enter: () => {
        calls.push('enter');
        return { leave: (settled) => void calls.push(settled ? 'settled' : 'left') };
      },
    },
    enqueue: async () => {
      calls.push('enqueue');
      await ports.enqueue?.();
      return { id: '7', enqueuedAt: new Date(0) };
    },
    observers: ports.observer ? [ports.observer] : [],
    store: {
      async accept(accepted) {
        calls.push('accept');
        return ports.accept ? ports.accept(accepted) : { state: 'accepted', requestHash: accepted.requestHash };
      },
      async read(ids) {
        return ports.read ? ports.read(ids) : new Map();
      },
    },
  });
  return { gateway, calls };
}

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

describe('an observer of the gateway', () => {
  function watched() {
    const told: unknown[] = [];
    const observer: GatewayObserver = {
      taken: () => void told.push('taken'),
      enqueued: (commands, _, job) => void told.push(['enqueued', commands.length, job?.id ?? null]),
      answered: (_, { label, lookedUp, took }) => void told.push([label, lookedUp, took.ms >= 0]),
    };
    return { told, observer };
  }

  it('is told of a change from its taking to its outcome, and the caller of its job', async () => {
    const { told, observer } = watched();
    const { gateway } = gatewayWith({ observer });
    const add = command();
    const jobs: EnqueuedJob[] = [];
    const onEnqueued = (job: EnqueuedJob) => void jobs.push(job);
    const submission = gateway.submit(add, { waitMs: 10_000, onEnqueued });
    await new Promise(setImmediate);
    gateway.settled([{ operationId: add.operationId, requestHash: null, outcome: REMOVED }]);
    await submission;
    expect(told).toEqual(['taken', ['enqueued', 1, '7'], ['removed', false, true]]);
    expect(jobs).toEqual([{ id: '7', enqueuedAt: new Date(0) }]);
  });

  it('is told that a reply was lost when the waiting time was over and the outcome was there', async () => {
    const { told, observer } = watched();
    const add = command();
    const { gateway } = gatewayWith({ observer, accept: async () => settled(add) });
    await gateway.submit(add, { waitMs: 1_000 });
    expect(told).toEqual(['taken', ['enqueued', 1, '7'], ['removed', true, true]]);
  });

  it('is not told so of a caller who did not want to wait', async () => {
    const { told, observer } = watched();
    const add = command();
    const { gateway } = gatewayWith({ observer, accept: async () => settled(add) });
    await gateway.submit(add, { waitMs: 0 });
    expect(told.at(-1)).toEqual(['removed', false, true]);
  });

  it('is told of what could not be enqueued, and of errors by their code', async () => {
    const { told, observer } = watched();
    const { gateway } = gatewayWith({
      observer,
      enqueue: () => Promise.reject(new Error('no redis')),
      accept: () => Promise.reject(new Error('no postgres')),
    });
    await expect(gateway.submit(command(), { waitMs: 10_000 })).rejects.toThrow();
    expect(told).toEqual(['taken', ['enqueued', 1, null], ['SERVICE_UNAVAILABLE', false, true]]);
  });
});
