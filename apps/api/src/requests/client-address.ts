import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** An IPv4 address as a socket that listens on both families shows it (RFC 4291, section 2.5.5.2). */
const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/**
 * The IP address that a request came from: that of the socket's other end or, behind proxies that are trusted, the last
 * one that they vouch for. What a proxy has put there and is no address (a host name, `unknown`) counts as not known,
 * and so does one with a port or a zone.
 */
export function addressOf({ ip }: Pick<FastifyRequest, 'ip'>): string | undefined {
  const address = ip?.replace(MAPPED, '') ?? '';
  return isIP(address) === 0 || address.includes('%') ? undefined : address.toLowerCase();
}
