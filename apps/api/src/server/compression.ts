import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether answers may be long enough for compression to pay. */
    compresses?: boolean;
  }
}

/** In bytes. Less fits into one packet, or almost. */
const THRESHOLD_BYTES = 2_048;

/**
 * Compresses lists, exports and the documentation with brotli or gzip, as `Accept-Encoding` asks for (RFC 9110, section
 * 12.5.3); what is made as a stream is compressed as one. Other routes have no hook of it. Nobody can guess a secret from
 * the length of a compressed answer (BREACH): tokens are only in answers to POST. Register it before any route.
 */
export async function compressAnswers(server: FastifyInstance): Promise<void> {
  server.addHook('onRoute', (route) => {
    const isPublic = route.url === '/openapi.json' || route.url.startsWith('/docs');
    if (route.method !== 'GET' || !(isPublic || route.config?.compresses)) route.compress = false;
  });
  await server.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: THRESHOLD_BYTES,
    globalDecompression: false,
  });
}
