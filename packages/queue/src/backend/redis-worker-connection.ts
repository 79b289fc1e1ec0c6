import { setTimeout as delay } from 'node:timers/promises';
import { connectRedis, type RedisSettings } from '@roster/connections';
import { createIORedisClient, type IRedisClient, type QueueOptions, RedisConnection } from 'bullmq';

/**
 * What Redis answers to every command while it is in the wrong state: a replica, another node's slot, no memory, a user
 * who may not.
 */
const REFUSAL = /^(?:READONLY|MOVED|CLUSTERDOWN|MASTERDOWN|LOADING|MISCONF|OOM|NOAUTH|NOPERM|NOREPLICAS)\b/;
const REFUSAL_MS = 1_000;

/** Errors are reported by the queues and workers that BullMQ forwards them to. */
const SILENT = { warn() {} };

/**
 * BullMQ makes and closes the connections of queues and workers itself, one of them for blocking reads. It has them made
 * by `clientFactory`, which exists once in a process and gets the options; so the options carry the settings.
 */
export function redisWorkerConnection(settings: RedisSettings): QueueOptions['connection'] {
  RedisConnection.clientFactory = (options) => {
    const { redisSettings } = options as unknown as { redisSettings: RedisSettings };
    return slowedWhenRefused(createIORedisClient(connectRedis(redisSettings, 'worker', SILENT)));
  };
  return { redisSettings: settings } as unknown as QueueOptions['connection'];
}

/** A worker asks again at once when Redis refused to give it a job: without this it does so thousands of times a second. */
function slowedWhenRefused(client: IRedisClient): IRedisClient {
  const run = client.runCommand.bind(client);
  client.runCommand = async (name, args) => {
    try {
      return await run(name, args);
    } catch (error) {
      if (error instanceof Error && REFUSAL.test(error.message)) await delay(REFUSAL_MS);
      throw error;
    }
  };
  return client;
}
