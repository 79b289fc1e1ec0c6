import type { FastifyRequest } from 'fastify';
import { cursorAt, type Freshness } from '../replica/freshness.js';
import { isKnown } from '../requests/if-match.js';
import { Answer, okWritten, weakTag, writeJson } from './answers.js';
import type { EndpointContract } from './contract.js';

/** Whether an endpoint is a list that is read page by page. */
export function isList({ query }: EndpointContract): boolean {
  return query !== undefined && 'cursor' in query.shape;
}

/** Whether the answers of an endpoint have a tag, by which a caller can ask whether anything has changed. */
export function isTagged(endpoint: EndpointContract): boolean {
  return endpoint.method === 'GET' && (isList(endpoint) || endpoint.answers[200]?.headers?.includes('ETag') === true);
}

/** Whether the answers of an endpoint may be long enough for compression to pay. */
export function isLong(endpoint: EndpointContract): boolean {
  return isList(endpoint) || endpoint.answers[200]?.long === true;
}

interface Page {
  readonly data: readonly unknown[];
  readonly next_cursor: string | null;
}

/** The request for a tagged answer. */
export interface TaggedRequest {
  readonly raw: FastifyRequest;
  /** Unset when no replica may serve it. */
  readonly freshness?: Freshness;
}

/**
 * What a GET answers: a page gets a tag and the link to the next one, and what the caller has already is answered 304.
 * Only this caller's own cache may keep a tagged answer, and it has to ask each time.
 */
export async function readAnswer(endpoint: EndpointContract, made: unknown, request: TaggedRequest): Promise<unknown> {
  const answer = isList(endpoint) && !(made instanceof Answer) ? await pageAnswer(made as Page, request) : made;
  if (!(answer instanceof Answer)) return answer;
  const tagged: Readonly<Record<string, string>> = answer.headers;
  if (tagged.ETag === undefined) return answer;
  const headers = { ...tagged, 'Cache-Control': 'private, no-cache' };
  const known = isKnown(request.raw.headers['if-none-match'], tagged.ETag);
  if (!known) return new Answer(answer.status, answer.body, headers);
  const { 'Content-Type': _, ...rest } = headers as Record<string, string>;
  return new Answer(304, undefined, rest as never);
}

async function pageAnswer(page: Page, { raw, freshness }: TaggedRequest) {
  if (page.next_cursor === null) return okWritten(writeJson(page));
  const token = await freshness?.position?.();
  const cursor = token === undefined ? page.next_cursor : cursorAt(page.next_cursor, token);
  // The tag is that of the page without the token, which changes with every change to any page.
  const ETag = weakTag(writeJson(page));
  return okWritten(writeJson({ ...page, next_cursor: cursor }), { ETag, Link: nextLink(raw.url, cursor) });
}

/** RFC 8288. The cursor is the only parameter that differs. */
function nextLink(url: string, cursor: string): string {
  const [path = '', query] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `<${path}?${parameters}>; rel="next"`;
}
