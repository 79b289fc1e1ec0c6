import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import negotiate from '@fastify/accept-negotiator';
import compress from '@fastify/compress';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

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
    // It runs before the hook of `@fastify/compress`, which leaves alone what is compressed already.
    else route.onSend = [sendCompressedOnce, route.onSend ?? []].flat();
  });
  await server.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: THRESHOLD_BYTES,
    globalDecompression: false,
    brotliOptions: BROTLI,
  });
}

type Encoding = 'br' | 'gzip';

/** Levels above it take several times as long and save little. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
const COMPRESS: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) => compressBrotli(body, BROTLI),
  gzip: (body) => compressGzip(body),
};

/** Bodies that are sent several times, with their compressed forms as far as these were asked for. */
const bodies = new WeakMap<Buffer, Map<Encoding, Promise<Buffer>>>();

/** Has a body that is sent several times compressed once in each encoding. The forms live as long as the body. */
export function compressOnce<Body extends Buffer>(body: Body): Body {
  bodies.set(body, new Map());
  return body;
}

async function sendCompressedOnce(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (!Buffer.isBuffer(payload) || payload.length < THRESHOLD_BYTES) return payload;
  const forms = bodies.get(payload);
  const encoding = negotiate<Encoding>(request.headers['accept-encoding'] ?? '', ['br', 'gzip']);
  if (forms === undefined || encoding === null) return payload;
  const compressed = forms.get(encoding) ?? COMPRESS[encoding](payload);
  forms.set(encoding, compressed);
  reply.header('content-encoding', encoding);
  reply.header('vary', [reply.getHeader('vary') ?? [], 'accept-encoding'].flat().join(', '));
  return compressed;
}
