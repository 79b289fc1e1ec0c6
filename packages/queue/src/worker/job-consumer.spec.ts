import { newId } from '@roster/domain';
import { DelayedError, type Job, UnrecoverableError } from 'bullmq';
import { BULK_QUEUE, JOB_CATALOGUE } from '../job-catalogue.js';
import { ONLY_SHARD } from '../shards/shard.js';
import { shardQueue } from '../shards/shard-queue.js';
import { type JobAttempt, JobConsumer, type JobHandlers } from './job-consumer.js';

const silent = { info() {}, warn() {}, error() {} };
const BULK = { operationId: newId('operation'), organizationId: 'org_a', traceId: 'trace' };

function consumerWith(end: () => Promise<'ended' | 'paused'> = async () => 'ended') {
  const attempts: JobAttempt[] = [];
  const handle = async (_payload: unknown, attempt: JobAttempt) => {
    attempts.push(attempt);
    return end();
  };
  const handlers = { 'membership.apply': handle, 'membership.bulk': handle, 'webhook.deliver': handle };
  const consumer = new JobConsumer(shardQueue(BULK_QUEUE, ONLY_SHARD), handlers, silent);
  return { consumer, attempts };
}

function jobWith(change: Partial<Job> = {}): Job {
  const job: Partial<Job> = {
    id: '7',
    name: 'membership.bulk',
    data: BULK,
    attemptsMade: 0,
    stalledCounter: 0,
    opts: { attempts: 10 },
    moveToDelayed: async () => undefined,
    ...change,
  };
  return job as Job;
}

describe('consuming jobs', () => {
  it.each([
    ['the first attempt', {}, { number: 1, isLast: false, hasStalled: false }],
    ['the last attempt', { attemptsMade: 9 }, { number: 10, isLast: true, hasStalled: false }],
    ['the only attempt', { opts: {} }, { number: 1, isLast: true, hasStalled: false }],
    ['an attempt after a process died', { stalledCounter: 1 }, { number: 1, isLast: false, hasStalled: true }],
  ])('tells the handler which attempt it is: %s', async (_, change, attempt) => {
    const { consumer, attempts } = consumerWith();
    await consumer.process(jobWith(change));
    expect(attempts).toEqual([{ jobId: '7', ...attempt }]);
  });

  it.each([
    ['a payload that does not parse', { data: { operationId: 'none' } }, 'membership.bulk does not parse: '],
    ['a job that is not in the catalogue', { name: 'membership.paint' }, 'No handler for a job named membership.paint'],
    ['a job with the name of a built-in property', { name: 'constructor' }, 'No handler for a job named constructor'],
  ])('dead-letters %s, with the reason', async (_, change, reason) => {
    const { consumer, attempts } = consumerWith();
    const processed = consumer.process(jobWith(change));
    await expect(processed).rejects.toThrow(UnrecoverableError);
    await expect(processed).rejects.toThrow(reason);
    expect(attempts).toEqual([]);
  });

  it('puts a paused job back on the queue, which is no failure', async () => {
    const { consumer } = consumerWith(async () => 'paused');
    const delayed: (string | undefined)[] = [];
    const job = jobWith({ token: 'lock', moveToDelayed: async (_time, token) => void delayed.push(token) });
    await expect(consumer.process(job)).rejects.toThrow(DelayedError);
    expect(delayed).toEqual(['lock']);
  });

  it('passes on the error of a handler, so that the job is retried', async () => {
    const { consumer } = consumerWith(() => Promise.reject(new Error('connection lost')));
    await expect(consumer.process(jobWith())).rejects.toThrow('connection lost');
  });

  it('is not running before it has a worker', () => {
    expect(() => consumerWith().consumer.assertRunning()).toThrow('takes no jobs');
  });
});

describe('the handlers', () => {
  const ended = async () => 'ended' as const;

  it('are exactly one for each job of the catalogue, or do not compile', () => {
    const all: JobHandlers = { 'membership.apply': ended, 'membership.bulk': ended, 'webhook.deliver': ended };
    // @ts-expect-error: the handler of membership.bulk is missing.
    const one: JobHandlers = { 'membership.apply': ended, 'webhook.deliver': ended };
    // @ts-expect-error: all of them are missing.
    const none: JobHandlers = {};
    // @ts-expect-error: membership.paint is not in the catalogue.
    const another: JobHandlers = { ...all, 'membership.paint': ended };
    expect(Object.keys(all)).toEqual(Object.keys(JOB_CATALOGUE));
    expect([one, none, another]).toHaveLength(3);
  });

  it('take the payload of their own job, or do not compile', () => {
    const handlers: JobHandlers = {
      'membership.apply': async ({ commands }) => (commands.length > 0 ? 'ended' : 'paused'),
      // @ts-expect-error: a bulk has no commands.
      'membership.bulk': async ({ commands }) => (commands.length > 0 ? 'ended' : 'paused'),
      'webhook.deliver': ended,
    };
    expect(handlers).toBeDefined();
  });
});
