import { isIP, isIPv4 } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';

/** What Fastify knows about the origin of a request. */
interface Received {
  readonly ip: string;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** An IPv4 address as a dual-stack socket reports it (RFC 4291, section 2.5.5.2). */
const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** An address with a port, which some proxies append, such as Azure Application Gateway. */
const WITH_PORT = /^(?:(\d+\.\d+\.\d+\.\d+):\d{1,5}|\[([^\]]+)\](?::\d{1,5})?)$/;

/**
 * The IP address that a request came from: the peer of the socket or, behind trusted proxies, the last address that they
 * vouch for. Undefined if that is not an address (a host name, `unknown`), or has a zone.
 */
export function addressOf({ ip }: Pick<Received, 'ip'>): string | undefined {
  return plainAddress(ip);
}

/**
 * The source by which failures are counted: the address or, when a trusted proxy does not forward one, the proxy.
 * Otherwise there would be no limit for callers behind such a proxy.
 */
export function sourceOf({ ip, socket }: Received): string | undefined {
  const address = plainAddress(ip);
  if (address !== undefined) return address;
  const proxy = plainAddress(socket.remoteAddress);
  return proxy && `proxy ${proxy}`;
}

/** Whether an entry of `X-Forwarded-For`, or the peer of the socket, is one of these proxies, whatever its port. */
export function trustProxies(proxies: readonly string[]): (entry: string, hop: number) => boolean {
  const isProxy = proxyAddr.compile([...proxies]);
  return (entry, hop) => {
    const address = plainAddress(entry);
    return address !== undefined && isProxy(address, hop);
  };
}

/** Runs for each request, so it does not parse the address into parts, as `ipaddr.js` does. */
function plainAddress(entry: string | undefined): string | undefined {
  if (entry !== undefined && isIPv4(entry)) return entry;
  const [, v4, v6] = entry?.match(WITH_PORT) ?? [];
  const address = (v4 ?? v6 ?? entry ?? '').replace(MAPPED, '').toLowerCase();
  return isIP(address) === 0 || address.includes('%') ? undefined : address;
}
