import { Cluster, type CommonRedisOptions, Redis } from 'ioredis';
import type { ConnectionLogger } from '../logger.js';
import { backoff } from './backoff.js';
import { leaveWhenSilent } from './leave-when-silent.js';
import { parseRedisUrl, type RedisAddress, type RedisSettings } from './redis-settings.js';

export type RedisRole = 'producer' | 'worker';
export type RedisConnection = Redis | Cluster;

/**
 * A producer answers a caller who waits: it fails fast. A worker has time and keeps its commands over an outage, but it
 * leaves a connection on which something stays unanswered for longer than BullMQ's blocking read, which is 10 s at most.
 */
const LIMITS = {
  producer: {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: 2_000,
    connectTimeout: 2_000,
    socketTimeout: 3_000,
  },
  worker: { maxRetriesPerRequest: null, enableOfflineQueue: true, connectTimeout: 5_000, socketTimeout: 12_000 },
} satisfies Record<RedisRole, CommonRedisOptions>;

/** How long a server may take to close its side of a connection that is left, in milliseconds: a silent one never does. */
const DISCONNECT_MS = 200;

/** How long a Sentinel, or a node that is asked who owns which slot, may take to answer, in milliseconds. */
const TOPOLOGY_MS = 2_000;

/** An end to chasing a slot that moves while its command is redirected, in milliseconds between two redirections. */
const MOVED_MS = 50;

/**
 * A connection to Redis in the form that the settings name. It never stays with a silent or read-only server, and
 * reconnects by itself within about a second once there is one that answers.
 */
export function connectRedis(settings: RedisSettings, role: RedisRole, logger: ConnectionLogger): RedisConnection {
  const address = addressOf(settings);
  const mode = settings.mode ?? 'standalone';
  const redis = mode === 'cluster' ? connectCluster(address, settings, role) : connectOne(address, settings, role);
  redis.on('error', (error: Error) => logger.warn({ error: error.message }, 'redis connection'));
  return redis;
}

/** @throws Error when the URL does not have the form that its configuration was checked for. */
export function addressOf({ url, mode }: RedisSettings): RedisAddress {
  const address = parseRedisUrl(url, mode);
  if (!address) throw new Error('The URL of Redis cannot be read');
  return address;
}

/** What all connections to one Redis have in common, whatever its form. */
export function accessOptions({ username, password, tls }: RedisAddress, { ca }: RedisSettings): CommonRedisOptions {
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls ? { tls: ca === undefined ? {} : { ca } } : {}),
  };
}

function connectOne(address: RedisAddress, settings: RedisSettings, role: RedisRole): Redis {
  const limits = LIMITS[role];
  const redis = new Redis({
    ...limits,
    disconnectTimeout: DISCONNECT_MS,
    ...accessOptions(address, settings),
    ...(settings.mode === 'sentinel' ? sentinelOptions(address, settings) : address.nodes[0]),
    db: address.database,
    retryStrategy: backoff(),
    reconnectOnError: leavesReplica,
  });
  return leaveWhenSilent(redis, limits.connectTimeout);
}

function sentinelOptions(address: RedisAddress, { sentinel, ca }: RedisSettings) {
  return {
    sentinels: [...address.nodes],
    name: sentinel?.master ?? '',
    ...(sentinel?.username === undefined ? {} : { sentinelUsername: sentinel.username }),
    ...(sentinel?.password === undefined ? {} : { sentinelPassword: sentinel.password }),
    ...(address.tls ? { enableTLSForSentinelMode: true, sentinelTLS: ca === undefined ? {} : { ca } } : {}),
    sentinelCommandTimeout: TOPOLOGY_MS,
    sentinelRetryStrategy: backoff(),
  };
}

function connectCluster(address: RedisAddress, settings: RedisSettings, role: RedisRole): Cluster {
  const { enableOfflineQueue, ...limits } = LIMITS[role];
  const cluster = new Cluster([...address.nodes], {
    enableOfflineQueue,
    redisOptions: { ...limits, disconnectTimeout: DISCONNECT_MS, ...accessOptions(address, settings) },
    clusterRetryStrategy: backoff(),
    slotsRefreshTimeout: TOPOLOGY_MS,
    retryDelayOnMoved: MOVED_MS,
    // Names are resolved when a node is connected to: certificates are made out to names.
    dnsLookup: (host, callback) => callback(null, host),
  });
  cluster.on('+node', (node: Redis) => leaveWhenSilent(node, limits.connectTimeout));
  return cluster;
}

/** A master that has become a replica refuses writes for good: a new connection finds the new one, by name or Sentinel. */
function leavesReplica({ message }: Error): boolean {
  return message.startsWith('READONLY');
}
