import { Queue, QueueEvents } from 'bullmq';
import { serveApi } from './serve-api.js';
import { USUAL_QUEUE, usualConnection } from './usual-queue.js';

/** As long as Roster's gateway waits, in milliseconds. */
const WAIT_MS = 10_000;

/** A finished job must stay until its waiter has read it. */
const KEPT_JOBS = 1_000;

await serveApi(async () => {
  const queue = new Queue(USUAL_QUEUE, { connection: usualConnection() });
  const events = new QueueEvents(USUAL_QUEUE, { connection: usualConnection() });
  await events.waitUntilReady();
  return {
    async add(command) {
      const job = await queue.add('add', command, { removeOnComplete: KEPT_JOBS, removeOnFail: KEPT_JOBS });
      return job.waitUntilFinished(events, WAIT_MS);
    },
    async close() {
      await events.close();
      await queue.close();
    },
  };
});
