import { Cluster, type CommonRedisOptions, Redis } from 'ioredis';
import type { ConnectionLogger } from '../logger.js';
import { backoff } from './backoff.js';
import { completeCluster } from './complete-cluster.js';
import { leaveWhenSilent } from './leave-when-silent.js';
import { parseRedisUrl, type RedisAddress, type RedisSettings } from './redis-settings.js';

export type RedisRole = 'producer' | 'worker';
export type RedisConnection = Redis | Cluster;

/**
 * A producer's caller is waiting, so it fails fast. A worker keeps its commands during an outage, but closes a
 * connection that leaves a command unanswered for longer than BullMQ's blocking read, which takes 10 s at most.
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

/** How long to wait for the server to close its side, in milliseconds. A silent one never does. */
const DISCONNECT_MS = 200;

/** How long a Sentinel, or a node that is asked for the slots, may take to answer, in milliseconds. */
const TOPOLOGY_MS = 2_000;

/** Milliseconds between two redirections, so that a command does not chase a moving slot in a tight loop. */
const MOVED_MS = 50;

interface ConnectOptions {
  /**
   * `SSUBSCRIBE` is to work on a cluster: it needs a connection to the node that owns the channel's slot. That connection
   * is not left when it falls silent; its owner has to notice.
   */
  readonly subscribesToSlots?: boolean;
}

/**
 * A connection to Redis in the configured mode. It leaves a silent or read-only server, and reconnects within about a
 * second once a server answers.
 */
export function connectRedis(
  settings: RedisSettings,
  role: RedisRole,
  logger: ConnectionLogger,
  options: ConnectOptions = {},
): RedisConnection {
  const address = addressOf(settings);
  const mode = settings.mode ?? 'standalone';
  const redis =
    mode === 'cluster' ? connectCluster(address, settings, role, options) : connectOne(address, settings, role);
  redis.on('error', (error: Error) => logger.warn({ error: error.message }, 'redis connection'));
  return redis;
}

/** @throws Error when the URL is malformed; the configuration has validated it before */
export function addressOf({ url, mode }: RedisSettings): RedisAddress {
  const address = parseRedisUrl(url, mode);
  if (!address) throw new Error('The URL of Redis cannot be read');
  return address;
}

/** Options that are the same in all modes. */
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

function connectCluster(
  address: RedisAddress,
  settings: RedisSettings,
  role: RedisRole,
  { subscribesToSlots = false }: ConnectOptions,
): Cluster {
  const { enableOfflineQueue, ...limits } = LIMITS[role];
  // ioredis does not show the connections that subscribe to slots, so that `leaveWhenSilent` cannot end their timers.
  const socketTimeout = subscribesToSlots ? undefined : limits.socketTimeout;
  const cluster = new Cluster([...address.nodes], {
    enableOfflineQueue,
    shardedSubscribers: subscribesToSlots,
    redisOptions: { ...limits, socketTimeout, disconnectTimeout: DISCONNECT_MS, ...accessOptions(address, settings) },
    clusterRetryStrategy: backoff(),
    slotsRefreshTimeout: TOPOLOGY_MS,
    retryDelayOnMoved: MOVED_MS,
    // Keep host names until connecting, because certificates are issued for names.
    dnsLookup: (host, callback) => callback(null, host),
  });
  cluster.on('+node', (node: Redis) => {
    leaveWhenSilent(node, limits.connectTimeout);
    // A node is asked for the slots over a connection of its own.
    const duplicate = node.duplicate.bind(node);
    node.duplicate = (options) => leaveWhenSilent(duplicate(options), limits.connectTimeout);
  });
  return completeCluster(cluster);
}

/** A master that became a replica keeps refusing writes. A new connection finds the new master by name or Sentinel. */
function leavesReplica({ message }: Error): boolean {
  return message.startsWith('READONLY');
}
