import { DomainError, type OrganizationId, type ScimConnectionId, type UserId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { readPrepared } from '../transactions/prepared-statement.js';
import { groupNotFound } from './scim-group-rows.js';

/** A person whom a request puts into a group, or removes from it. */
export interface ScimMemberChange {
  readonly organizationId: OrganizationId;
  readonly connectionId: ScimConnectionId;
  readonly groupId: string;
  readonly userId: UserId;
  readonly adds: boolean;
}

/**
 * Whether a change is still to be made, or cannot be made. It makes nothing when the person is in the group already, is not
 * there to remove, or is to be removed and not the connection's.
 */
export type ScimMemberChangeState = 'due' | 'made' | DomainError;

/**
 * Each group, person and membership by its whole key. LATERAL with LIMIT so that there is only one plan, whatever the sizes
 * of the tables when it is made. The three parameters of a change are at the same place of their arrays.
 */
export const LOOK_UP_SCIM_MEMBERSHIPS = `
SELECT g.department_id IS NOT NULL AS has_group, u.user_id IS NOT NULL AS known, m.user_id IS NOT NULL AS present
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY
  AS c (organization_id, connection_id, group_id, user_id, position)
LEFT JOIN LATERAL (
  SELECT s.department_id FROM scim_groups s
  WHERE s.organization_id = c.organization_id AND s.department_id = c.group_id AND s.connection_id = c.connection_id
  LIMIT 1
) g ON true
LEFT JOIN LATERAL (
  SELECT s.user_id FROM scim_users s
  WHERE s.organization_id = c.organization_id AND s.user_id = c.user_id AND s.connection_id = c.connection_id
    AND s.deleted_at IS NULL
  LIMIT 1
) u ON true
LEFT JOIN LATERAL (
  SELECT d.user_id FROM department_members d
  WHERE d.department_id = c.group_id AND d.user_id = c.user_id
  LIMIT 1
) m ON true
ORDER BY c.position
`;

interface Row {
  readonly has_group: boolean;
  readonly known: boolean;
  readonly present: boolean;
}

/**
 * Looks up what many requests change, each one member, in one prepared statement.
 *
 * @returns the state of each change, in their order: SCIM_GROUP_NOT_FOUND, or SCIM_MEMBER_NOT_FOUND for a person to add who
 *   is not the connection's, or who is deleted
 * @throws what the database threw
 */
export async function lookUpScimMemberships(
  dataSource: DataSource,
  changes: readonly ScimMemberChange[],
): Promise<ScimMemberChangeState[]> {
  const values = [
    changes.map(({ organizationId }) => organizationId),
    changes.map(({ connectionId }) => connectionId),
    changes.map(({ groupId }) => groupId),
    changes.map(({ userId }) => userId),
  ];
  const name = 'look-up-scim-memberships';
  const rows = await readPrepared<Row>(dataSource.manager, name, LOOK_UP_SCIM_MEMBERSHIPS, values);
  return changes.map((change, index) => stateOf(change, rows[index] as Row));
}

function stateOf(
  { groupId, userId, adds }: ScimMemberChange,
  { has_group, known, present }: Row,
): ScimMemberChangeState {
  if (!has_group) return groupNotFound(groupId);
  if (adds && !known) return new DomainError('SCIM_MEMBER_NOT_FOUND', { members: [userId] });
  return known && adds !== present ? 'due' : 'made';
}
