import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

const TYPES = {
  'console.css': 'text/css; charset=utf-8',
  'overview.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const;

/** Read once at start: there are three. Public, as the sign-in page needs them. */
export function serveAssets(server: FastifyInstance): void {
  for (const [name, type] of Object.entries(TYPES)) {
    const body = readFileSync(new URL(`../assets/${name}`, import.meta.url));
    server.get(`/ops/assets/${name}`, { config: { access: 'public' } }, (_, reply) =>
      reply.header('cache-control', 'public, max-age=300').type(type).send(body),
    );
  }
}
