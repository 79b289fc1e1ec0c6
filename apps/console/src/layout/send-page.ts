import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** Answers with a page, or with a piece of one. */
export function sendPage(reply: FastifyReply, page: VNode): FastifyReply {
  const html = renderToString(page);
  return reply
    .type('text/html; charset=utf-8')
    .send(page.type === 'html' || html.startsWith('<html') ? `<!doctype html>${html}` : html);
}
