import { type ScimUserGroup, type ScimUserRow, scimUserVersion } from '@roster/database';
import type { Resource } from '../protocol/resource-answers.js';
import type { ScimRequest } from '../protocol/scim-request.js';
import { USER } from '../schema/user-schema.js';
import { documentOf } from './user-document.js';

/** A User as providers read it. */
export function userResource(request: ScimRequest, row: ScimUserRow, groups: readonly ScimUserGroup[]): Resource {
  const document = documentOf(row);
  const { user_id, created_at, updated_at } = row;
  const extensions = Object.keys(document).filter((name) => /^urn:/i.test(name));
  return {
    schemas: [USER.schema.id, ...extensions],
    id: user_id,
    ...document,
    ...(groups.length === 0 ? {} : { groups: groups.map((group) => groupReference(request, group)) }),
    meta: {
      resourceType: USER.name,
      created: created_at,
      lastModified: updated_at,
      location: request.uri(`${USER.endpoint}/${user_id}`),
      version: `W/"${scimUserVersion(row)}"`,
    },
  };
}

function groupReference(request: ScimRequest, { department_id, name }: ScimUserGroup) {
  return { value: department_id, $ref: request.uri(`/Groups/${department_id}`), display: name, type: 'direct' };
}
