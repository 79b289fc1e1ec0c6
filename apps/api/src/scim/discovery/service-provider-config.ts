import { SCIM_BODY_LIMIT_BYTES } from '../../limits.js';
import { MAX_BULK_OPERATIONS } from '../bulk/bulk-operations.js';
import { DEFAULT_PAGE, MAX_PAGE } from '../query/search-request.js';

/** What the service can do (RFC 7643, section 5; RFC 9865, section 4; RFC 9967, section 4). */
export function serviceProviderConfig(location: string): object {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: MAX_BULK_OPERATIONS, maxPayloadSize: SCIM_BODY_LIMIT_BYTES },
    filter: { supported: true, maxResults: MAX_PAGE },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: DEFAULT_PAGE,
      maxPageSize: MAX_PAGE,
    },
    // Completion events are read at the address that the answer 202 gives; there is no stream of events (RFC 9967, section 4).
    securityEvents: { asyncRequest: 'request', eventUris: [] },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'The token of a SCIM connection, in the header "Authorization: Bearer <token>".',
        specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location },
  };
}
