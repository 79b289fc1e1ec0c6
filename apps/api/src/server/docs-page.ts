import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { DomainError } from '@roster/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The files of Swagger UI. They are served from here, so that the page works offline. */
const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Roster API</title>
  <link rel="icon" href="/docs/favicon-32x32.png">
  <link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
  <div id="reference"></div>
  <script src="/docs/swagger-ui-bundle.js"></script>
  <script src="/docs/start.js"></script>
</body>
</html>
`;

/** A separate file, because the content security policy forbids inline scripts. */
const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#reference', persistAuthorization: true });\n`;

/** Serves `/openapi.json`, and at `/docs` a page to read it and try it out. */
export function serveDocs(server: FastifyInstance, document: object): void {
  const json = JSON.stringify(document);
  server.get('/openapi.json', (_, reply) => reply.type('application/json; charset=utf-8').send(json));
  server.get('/docs', (_, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
  server.get('/docs/start.js', (_, reply) => reply.type('text/javascript; charset=utf-8').send(START));
  server.get('/docs/:asset', ({ params }: FastifyRequest<{ Params: { asset: string } }>, reply) => {
    const type = Object.hasOwn(ASSETS, params.asset) ? ASSETS[params.asset] : undefined;
    if (type === undefined) throw new DomainError('ROUTE_NOT_FOUND');
    const path = createRequire(import.meta.url).resolve(`swagger-ui-dist/${params.asset}`);
    return reply.type(type).header('cache-control', 'public, max-age=3600').send(createReadStream(path));
  });
}
