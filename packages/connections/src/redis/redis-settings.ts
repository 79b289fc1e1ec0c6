export const REDIS_MODES = ['standalone', 'sentinel', 'cluster'] as const;

/** How Redis is deployed. */
export type RedisMode = (typeof REDIS_MODES)[number];

/** The most shards that a queue can have. */
export const MAX_QUEUE_SHARDS = 32;

/** Which Redis to use, and how it is deployed. Valkey counts as Redis. */
export interface RedisSettings {
  /** `redis://user:password@host:6379`, or `rediss://` for TLS. Sentinel and Cluster take several hosts. */
  readonly url: string;
  /** Default: `standalone`. */
  readonly mode?: RedisMode | undefined;
  /** With `mode: 'sentinel'`. The URL's hosts are the Sentinels then; its user and password are the master's. */
  readonly sentinel?: SentinelSettings | undefined;
  /** The CA certificates to trust, in PEM. Unset: those that Node trusts. */
  readonly ca?: string | undefined;
  /** Into how many shards the queue is divided, 1 to `MAX_QUEUE_SHARDS`. Default: 1. */
  readonly queueShards?: number | undefined;
}

interface SentinelSettings {
  /** The name under which the Sentinels know the master. */
  readonly master: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

export interface RedisAddress {
  readonly nodes: readonly RedisNode[];
  readonly tls: boolean;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly database: number;
}

const REDIS_PORT = 6379;
const SENTINEL_PORT = 26379;

/** User and password end at the last `@`, so that a password may contain one. */
const URL_PARTS = /^(?<scheme>rediss?):\/\/(?:(?<login>.*)@)?(?<hosts>[^@/?#]+)(?:\/(?<database>\d{1,4})?)?$/s;
const HOST = /^(?<host>\[[0-9a-f:.]+\]|[\w.-]+)(?::(?<port>\d{1,5}))?$/i;

/**
 * Parses `redis://[[user]:password@]host[:port][,host[:port]…][/database]`; null when malformed. `URL` cannot: WHATWG
 * URLs have one host.
 */
export function parseRedisUrl(url: string, mode: RedisMode = 'standalone'): RedisAddress | null {
  const parts = URL_PARTS.exec(url)?.groups;
  if (!parts) return null;
  const nodes = (parts.hosts ?? '').split(',').map((text) => parseNode(text, mode));
  const login = parseLogin(parts.login);
  if (login === null || !nodes.every((node) => node !== null)) return null;
  return { nodes, tls: parts.scheme === 'rediss', ...login, database: Number(parts.database ?? 0) };
}

function parseNode(text: string, mode: RedisMode): RedisNode | null {
  const parts = HOST.exec(text)?.groups;
  if (!parts?.host) return null;
  const port = Number(parts.port ?? (mode === 'sentinel' ? SENTINEL_PORT : REDIS_PORT));
  return port > 0 && port <= 65_535 ? { host: parts.host.replace(/^\[|\]$/g, ''), port } : null;
}

function parseLogin(login: string | undefined): Pick<RedisAddress, 'username' | 'password'> | null {
  if (!login) return {};
  const colon = login.indexOf(':');
  // A user without a password cannot sign in; a password without a user follows a colon.
  if (colon < 0 || colon === login.length - 1) return null;
  try {
    const username = decodeURIComponent(login.slice(0, colon));
    return { username: username === '' ? undefined : username, password: decodeURIComponent(login.slice(colon + 1)) };
  } catch {
    return null;
  }
}
