import type { EnqueuedJob, GatewayObserver } from '@roster/domain';
import { command, gatewayWith, REMOVED, settled } from './shard-gateway.fixture.js';

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
