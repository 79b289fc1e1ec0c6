import { DomainError, type ScimConnectionId, type UserId, versionOf } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { ofUser, rfc3339 } from '../sql.js';
import type { FilterColumns } from './filter-condition.js';
import { listScimResources, type ScimListQuery, type ScimPage, type ScimTable } from './list-scim-resources.js';
import { MOST_SCIM_VALUES, readWhatFits, type WhatFits } from './read-what-fits.js';

/** A person whom an identity provider looks after. */
export interface ScimUserRow {
  readonly user_id: UserId;
  readonly user_name: string;
  readonly external_id: string | null;
  /**
   * What the provider sent and no column holds. A `displayName` here says that the full name is shown as such, and the
   * one of the `emails` without a `value` has the e-mail address of the member.
   */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly full_name: string;
  readonly email: string;
  readonly active: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

/** The row of `scim_users` `s` and the person `p`. */
const SCIM_USER_COLUMNS = `
  s.user_id, s.user_name, s.external_id, s.attributes, p.full_name, p.email, p.deactivated_at IS NULL AS active,
  ${rfc3339('s.created_at')} AS created_at, ${rfc3339('s.updated_at')} AS updated_at`;

const SCIM_USERS = `scim_users s JOIN organization_members p USING (organization_id, user_id)`;

/** The groups of the connection that the person is a member of. @param condition selects the memberships of the person */
function groupsOfUser(condition: string): string {
  return `
    SELECT g.department_id, d.name
    FROM (SELECT department_id FROM department_members WHERE ${condition}) m
    JOIN scim_groups g ON g.organization_id = s.organization_id AND g.department_id = m.department_id
    JOIN departments d ON d.organization_id = s.organization_id AND d.id = m.department_id
    WHERE g.connection_id = s.connection_id`;
}

/** Looks up each person of a page. A filter may also begin with the members of a group. */
const GROUPS_ON_PAGE = groupsOfUser(`${ofUser('s.user_id', 's.organization_id')} OFFSET 0`);
const GROUPS_IN_FILTER = groupsOfUser('organization_id = s.organization_id AND user_id = s.user_id');

/** Where filters find the attributes of a User. */
const SCIM_USER_ATTRIBUTES: FilterColumns = {
  single: {
    id: 's.user_id',
    externalId: 's.external_id',
    userName: 's.user_name',
    displayName: `CASE WHEN s.attributes ? 'displayName' THEN p.full_name END`,
    active: '(p.deactivated_at IS NULL)::text',
    'meta.resourceType': `'User'`,
    'meta.created': 's.created_at',
    'meta.lastModified': 's.updated_at',
  },
  lists: {
    schemas: {
      from: `(SELECT 'urn:ietf:params:scim:schemas:core:2.0:User' AS value
              UNION ALL SELECT name FROM jsonb_object_keys(s.attributes) name WHERE name ILIKE 'urn:%') e`,
      value: { single: { '': 'e.value' }, lists: {}, document: `'{}'::jsonb` },
    },
    emails: {
      from: `jsonb_array_elements(s.attributes->'emails') e`,
      value: { single: { value: `coalesce(e.value->>'value', p.email)` }, lists: {}, document: 'e.value' },
    },
    groups: {
      from: `(${GROUPS_IN_FILTER}) e`,
      value: {
        single: { value: 'e.department_id', display: 'e.name', type: `'direct'` },
        lists: {},
        document: `'{}'::jsonb`,
      },
    },
  },
  document: 's.attributes',
};

export const SCIM_USER_TABLE: ScimTable = {
  own: 'scim_users s',
  whole: SCIM_USERS,
  id: 'user_id',
  columns: SCIM_USER_COLUMNS,
  attributes: SCIM_USER_ATTRIBUTES,
  condition: 's.deleted_at IS NULL',
};

/** A page of the connection's users. */
export function listScimUsers(tx: EntityManager, query: ScimListQuery): Promise<ScimPage<ScimUserRow>> {
  return listScimResources(tx, SCIM_USER_TABLE, query);
}

/** Changes with everything that a provider is told about a user, except their groups. */
export function scimUserVersion(row: ScimUserRow): string {
  const { user_id, user_name, external_id, attributes, full_name, email, active } = row;
  return versionOf([user_id, user_name, external_id, attributes, full_name, email, active]);
}

/** @throws DomainError MEMBER_NOT_FOUND, also for a person of another connection */
export async function readScimUser(
  tx: EntityManager,
  connectionId: ScimConnectionId,
  userId: string,
  lock: '' | 'FOR UPDATE OF s' = '',
): Promise<ScimUserRow> {
  const [row]: ScimUserRow[] = await tx.query(
    `SELECT ${SCIM_USER_COLUMNS} FROM ${SCIM_USERS}
     WHERE s.connection_id = $1 AND s.user_id = $2 AND s.deleted_at IS NULL ${lock}`,
    [connectionId, userId],
  );
  if (row === undefined) throw new DomainError('MEMBER_NOT_FOUND', { user_id: userId });
  return row;
}

export interface ScimUserGroup {
  readonly user_id: UserId;
  readonly department_id: string;
  readonly name: string;
}

/** The groups of the first of these users, of as many as fit in an answer, by name. */
export function listScimUserGroups(
  tx: EntityManager,
  connectionId: ScimConnectionId,
  userIds: readonly UserId[],
): Promise<WhatFits<ScimUserGroup>> {
  return readWhatFits(userIds, (some) =>
    tx.query(
      `SELECT * FROM (
         SELECT s.user_id, g.department_id, g.name
         FROM scim_users s CROSS JOIN LATERAL (${GROUPS_ON_PAGE}) g
         WHERE s.connection_id = $1 AND s.user_id = ANY ($2)
         LIMIT ${MOST_SCIM_VALUES + 1}
       ) AS membership
       ORDER BY name, department_id`,
      [connectionId, some],
    ),
  );
}
