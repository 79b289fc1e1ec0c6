import { isIP } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import { z } from 'zod';

const error = 'addresses or networks like 10.0.0.0/8, separated by commas';
const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/** `TRUSTED_PROXIES`: a comma-separated list; unset is empty. */
export const trustedProxies = z
  .string({ error })
  .default('')
  .transform((list) => list.split(',').map((entry) => entry.trim()))
  .transform((list) => list.filter((entry) => entry !== ''))
  .refine((list) => list.every((entry) => network.safeParse(entry).success), { error });

/** What Fastify knows of where a request came from. */
interface Received {
  readonly ip: string;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** An IPv4 address as a socket that listens on both families shows it (RFC 4291, section 2.5.5.2). */
const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** An address with the port that some proxies write after it, as the Application Gateway of Azure does. */
const WITH_PORT = /^(?:(\d+\.\d+\.\d+\.\d+):\d{1,5}|\[([^\]]+)\](?::\d{1,5})?)$/;

/**
 * The IP address that a request came from: that of the socket's other end or, behind proxies that are trusted, the last
 * one that they vouch for. What a proxy has put there and is no address (a host name, `unknown`) counts as not known,
 * and so does one with a zone.
 */
export function addressOf({ ip }: Pick<Received, 'ip'>): string | undefined {
  return plainAddress(ip);
}

/**
 * Whose failures are counted together: those of the address or, where a trusted proxy does not tell it, of all who come
 * through that proxy. Else nobody would be held up behind it.
 */
export function sourceOf({ ip, socket }: Received): string | undefined {
  const address = plainAddress(ip);
  if (address !== undefined) return address;
  const proxy = plainAddress(socket.remoteAddress);
  return proxy && `proxy ${proxy}`;
}

/** Is this entry of `X-Forwarded-For`, or the socket's other end, one of these proxies? Whatever its port. */
export function trustIn(proxies: readonly string[]): (entry: string, hop: number) => boolean {
  const isOneOfThem = proxyAddr.compile([...proxies]);
  return (entry, hop) => {
    const address = plainAddress(entry);
    return address !== undefined && isOneOfThem(address, hop);
  };
}

function plainAddress(entry: string | undefined): string | undefined {
  const [, v4, v6] = entry?.match(WITH_PORT) ?? [];
  const address = (v4 ?? v6 ?? entry ?? '').replace(MAPPED, '').toLowerCase();
  return isIP(address) === 0 || address.includes('%') ? undefined : address;
}
