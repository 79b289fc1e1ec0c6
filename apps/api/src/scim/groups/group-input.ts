import type { ScimGroupFields, ScimMembersChange } from '@roster/database';
import { departmentNameSchema } from '@roster/domain';
import { COMMON_ATTRIBUTES } from '../schema/attribute.js';
import { readFields } from '../schema/attribute-value.js';
import { GROUP_SCHEMA } from '../schema/group-schema.js';
import { isObject, type JsonObject, readMessage } from '../schema/json-values.js';
import { assertNotTooLarge, identifier } from '../schema/stored-values.js';
import { ScimError } from '../scim-error.js';

interface GroupInput {
  readonly fields: ScimGroupFields;
  readonly members: ScimMembersChange;
}

/**
 * Reads the group of a POST or PUT. What the server decides, as `id` and `meta`, is passed over.
 *
 * @throws ScimError invalidSyntax, invalidValue
 */
export function readGroup(body: unknown): GroupInput {
  const message = readMessage(body, GROUP_SCHEMA.id);
  const resource = readFields(message, [...COMMON_ATTRIBUTES, ...GROUP_SCHEMA.attributes], 'Group');
  const { schemas: _schemas, id: _id, meta: _meta, members, ...fields } = resource;
  return { fields: groupFields(fields), members: { exactly: new Set(memberIds(members)), each: new Map() } };
}

/**
 * The columns of a group, from a resource without members.
 *
 * @throws ScimError invalidValue
 */
export function groupFields({ displayName, externalId, ...attributes }: JsonObject): ScimGroupFields {
  const name = departmentNameSchema.safeParse(displayName);
  if (!name.success) {
    throw new ScimError('invalidValue', `"displayName": ${name.error.issues[0]?.message ?? 'Expected a string.'}`);
  }
  assertNotTooLarge(attributes, 'Group');
  return { display_name: name.data, external_id: identifier(externalId, 'externalId'), attributes };
}

/**
 * The IDs in a list of members, as `readValue` reads it.
 *
 * @throws ScimError invalidValue
 */
export function memberIds(members: unknown): string[] {
  if (members === undefined) return [];
  return (members as unknown[]).map((member) => {
    const id = isObject(member) ? member.value : undefined;
    if (typeof id !== 'string') throw new ScimError('invalidValue', 'Each of "members" needs a "value".');
    return id;
  });
}
