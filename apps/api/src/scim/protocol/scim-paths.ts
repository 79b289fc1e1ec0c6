/** The path that identity providers get as the address of the service (RFC 7644, section 1.3). */
export const SCIM_BASE = '/scim/v2';

/** RFC 7644, section 8.1. */
export const SCIM_TYPE = 'application/scim+json; charset=utf-8';
