import { type ScimGroupMember, type ScimGroupRow, scimGroupVersion } from '@roster/database';
import type { Resource } from '../protocol/resource-answers.js';
import type { ScimRequest } from '../protocol/scim-request.js';
import { GROUP_SCHEMA } from '../schema/group-schema.js';

/** A group as providers see it (RFC 7643, section 4.2). */
export function groupResource(request: ScimRequest, row: ScimGroupRow, members: readonly ScimGroupMember[]): Resource {
  const { department_id: id, display_name, external_id, attributes, created_at, updated_at } = row;
  const extensions = Object.keys(attributes).filter((name) => /^urn:/i.test(name));
  return {
    schemas: [GROUP_SCHEMA.id, ...extensions],
    id,
    ...(external_id === null ? {} : { externalId: external_id }),
    displayName: display_name,
    ...(members.length === 0 ? {} : { members: members.map((member) => memberObject(member, request)) }),
    ...attributes,
    meta: {
      resourceType: 'Group',
      created: created_at,
      lastModified: updated_at,
      location: request.uri(`/Groups/${id}`),
      version: `W/"${scimGroupVersion(row)}"`,
    },
  };
}

function memberObject({ member_id, type, display }: ScimGroupMember, request: ScimRequest) {
  return { value: member_id, $ref: request.uri(`/${type}s/${member_id}`), type, display };
}
