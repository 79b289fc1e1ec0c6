export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** A PATCH with these operations. */
export function patchOf(...Operations) {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations };
}

/** The query that finds the resources with this value. */
export function where(attribute, value) {
  return `filter=${encodeURIComponent(`${attribute} eq "${value}"`)}`;
}
