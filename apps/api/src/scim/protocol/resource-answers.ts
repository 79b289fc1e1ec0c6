import { Answer } from '../../contract/answers.js';
import { isKnown } from '../../requests/if-match.js';
import type { JsonObject } from '../schema/json-values.js';
import type { Projection } from '../schema/projection.js';
import { scimAnswer } from './scim-answers.js';
import { SCIM_TYPE } from './scim-paths.js';
import type { ScimRequest } from './scim-request.js';

const LIST_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/** A resource with its whole `meta`. */
export interface Resource extends JsonObject {
  readonly meta: { readonly location: string; readonly version: string } & JsonObject;
}

/** Answers with a resource, or 304 when the caller has this version already (RFC 7644, section 3.14). */
export function resourceAnswer(request: ScimRequest, status: 200 | 201, resource: Resource, projection: Projection) {
  const { location, version } = resource.meta;
  const headers = { ETag: version, 'Cache-Control': 'private, no-cache' };
  const { method, headers: sent } = request.raw;
  if (method === 'GET' && isKnown(sent['if-none-match'], version)) return new Answer(304, undefined, headers);
  const body = projection.apply(resource);
  const typed = { ...headers, 'Content-Type': SCIM_TYPE };
  return status === 201 ? new Answer(201, body, { ...typed, Location: location }) : new Answer(200, body, typed);
}

/** Answers with a page of resources (RFC 7644, section 3.4.2, and RFC 9865, section 2). */
export function listAnswer(
  resources: readonly JsonObject[],
  page: {
    readonly total: number;
    /** Null when pages are read by cursor. */
    readonly startIndex: number | null;
    readonly nextCursor: string | null;
  },
) {
  const { total, startIndex, nextCursor } = page;
  return scimAnswer(200, {
    schemas: [LIST_SCHEMA],
    totalResults: total,
    itemsPerPage: resources.length,
    ...(startIndex === null ? (nextCursor === null ? {} : { nextCursor }) : { startIndex }),
    Resources: resources,
  });
}
