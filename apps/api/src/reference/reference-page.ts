import { createReadStream, readFileSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { weakTag } from '../contract/answers.js';
import type { EndpointContract } from '../contract/contract.js';
import { openApiDocument } from '../contract/openapi.js';
import { isKnown } from '../requests/if-match.js';
import { referenceDocument } from './reference-document.js';

const ASSETS = {
  'icon.svg': 'image/svg+xml',
  'reference.css': 'text/css; charset=utf-8',
  'start.js': 'text/javascript; charset=utf-8',
} as const;

/** Scalar's script, as the build writes it. Tests run from `src` and find it at the same place. */
const SCALAR = new URL('../../dist/reference/scalar.js.gz', import.meta.url);

const PAGE = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Roster API</title>
  <link rel="icon" href="/docs/icon.svg">
  <link rel="stylesheet" href="/docs/reference.css">
</head>
<body>
  <div id="reference"></div>
  <script src="/docs/scalar.js"></script>
  <script type="module" src="/docs/start.js"></script>
</body>
</html>
`;

/** Serves `/openapi.json`, and at `/docs` a page to read it and try it out. Nothing is loaded from elsewhere. */
export function serveReference(server: FastifyInstance, endpoints: readonly EndpointContract[]): void {
  const document = openApiDocument(endpoints);
  serveDocument(server, '/openapi.json', document);
  // The samples make the document half as large again, and programs have no use for them.
  serveDocument(server, '/docs/openapi.json', referenceDocument(document, endpoints));
  server.get('/docs', (_, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
  for (const [name, type] of Object.entries(ASSETS)) {
    const body = readFileSync(new URL(`./assets/${name}`, import.meta.url));
    server.get(`/docs/${name}`, (_, reply) => reply.type(type).header('cache-control', CACHED).send(body));
  }
  server.get('/docs/scalar.js', (request, reply) => {
    const file = createReadStream(SCALAR);
    reply.type('text/javascript; charset=utf-8').header('cache-control', CACHED).header('vary', 'accept-encoding');
    if (!acceptsGzip(request.headers['accept-encoding'])) return reply.send(file.pipe(createGunzip()));
    return reply.header('content-encoding', 'gzip').send(file);
  });
}

function serveDocument(server: FastifyInstance, path: string, document: object): void {
  const json = JSON.stringify(document);
  const etag = weakTag(json);
  server.get(path, ({ headers }, reply) => {
    reply.headers({ etag, 'cache-control': 'public, no-cache' });
    if (isKnown(headers['if-none-match'], etag)) return reply.code(304).send();
    return reply.type('application/json; charset=utf-8').send(json);
  });
}

const CACHED = 'public, max-age=3600';

function acceptsGzip(header: string | string[] | undefined): boolean {
  const gzip = String(header ?? '')
    .split(',')
    .find((coding) => /^\s*gzip\s*(;|$)/i.test(coding));
  return gzip !== undefined && !/;\s*q=0(\.0*)?\s*$/i.test(gzip);
}
