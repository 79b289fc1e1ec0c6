import { type DepartmentId, DomainError, type ScimConnectionId, versionOf } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { rfc3339 } from '../sql.js';
import type { FilterColumns } from './filter-condition.js';
import { listScimResources, type ScimListQuery, type ScimPage, type ScimTable } from './list-scim-resources.js';
import { MOST_SCIM_VALUES, readWhatFits, type WhatFits } from './read-what-fits.js';

/** A department that an identity provider looks after, without its members. */
export interface ScimGroupRow {
  readonly department_id: DepartmentId;
  readonly display_name: string;
  readonly external_id: string | null;
  /** What the provider sent and no column holds. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly created_at: string;
  readonly updated_at: string;
  /** Counts the changes of what the provider sent, but for name and members. */
  readonly version: number;
  /** Differs after each change of the members, and never twice the same: the slots of their number, and the children. */
  readonly members_version: string;
}

/** The row of `scim_groups` `s` and the department `d`. */
export const SCIM_GROUPS = `scim_groups s JOIN departments d
  ON d.organization_id = s.organization_id AND d.id = s.department_id`;

const SCIM_GROUP_COLUMNS = `
  s.department_id, d.name AS display_name, s.external_id, s.attributes, s.version,
  ${rfc3339('s.created_at')} AS created_at, ${rfc3339('greatest(s.updated_at, d.updated_at)')} AS updated_at,
  concat_ws(' ',
    (SELECT string_agg(c.slot || ':' || c.changes, ',' ORDER BY c.slot)
     FROM department_member_counts c WHERE c.department_id = s.department_id),
    (SELECT count(*) || '@' || max(c.updated_at)
     FROM departments c WHERE c.organization_id = s.organization_id AND c.parent_id = s.department_id)
  ) AS members_version`;

/** The people and groups of the connection that are in the group `s`, as rows with `member_id`, `type` and `display`. */
const MEMBERS_OF_GROUP = `
  SELECT m.user_id AS member_id, 'User' AS type, p.full_name AS display
  FROM department_members m
  JOIN scim_users u ON u.organization_id = m.organization_id AND u.user_id = m.user_id
  JOIN organization_members p ON p.organization_id = m.organization_id AND p.user_id = m.user_id
  WHERE m.organization_id = s.organization_id AND m.department_id = s.department_id
    AND u.connection_id = s.connection_id AND u.deleted_at IS NULL
  UNION ALL
  SELECT c.id, 'Group', c.name
  FROM departments c JOIN scim_groups g ON g.organization_id = c.organization_id AND g.department_id = c.id
  WHERE c.organization_id = s.organization_id AND c.parent_id = s.department_id
    AND g.connection_id = s.connection_id`;

/** Where filters find the attributes of a Group. */
const SCIM_GROUP_ATTRIBUTES: FilterColumns = {
  single: {
    id: 's.department_id',
    externalId: 's.external_id',
    displayName: 'd.name',
    'meta.resourceType': `'Group'`,
    'meta.created': 's.created_at',
    'meta.lastModified': 'greatest(s.updated_at, d.updated_at)',
  },
  lists: {
    schemas: {
      from: `(SELECT 'urn:ietf:params:scim:schemas:core:2.0:Group' AS value
              UNION ALL SELECT name FROM jsonb_object_keys(s.attributes) name WHERE name ILIKE 'urn:%') e`,
      value: { single: { '': 'e.value' }, lists: {}, document: `'{}'::jsonb` },
    },
    members: {
      from: `(${MEMBERS_OF_GROUP}) e`,
      value: {
        single: { value: 'e.member_id', type: 'e.type', display: 'e.display' },
        lists: {},
        document: `'{}'::jsonb`,
      },
    },
  },
  document: 's.attributes',
};

export const SCIM_GROUP_TABLE: ScimTable = {
  own: 'scim_groups s',
  whole: SCIM_GROUPS,
  id: 'department_id',
  columns: SCIM_GROUP_COLUMNS,
  attributes: SCIM_GROUP_ATTRIBUTES,
  condition: 'true',
};

/** A page of the connection's groups. */
export function listScimGroups(tx: EntityManager, query: ScimListQuery): Promise<ScimPage<ScimGroupRow>> {
  return listScimResources(tx, SCIM_GROUP_TABLE, query);
}

/** Changes when the group does, and when members join or leave; not when one of them gets another name. */
export function scimGroupVersion(row: ScimGroupRow): string {
  const { department_id, display_name, version, members_version } = row;
  return versionOf([department_id, display_name, version, members_version]);
}

/** @throws DomainError SCIM_GROUP_NOT_FOUND, also for a department of nobody or of another connection */
export async function readScimGroup(
  tx: EntityManager,
  connectionId: ScimConnectionId,
  id: string,
): Promise<ScimGroupRow> {
  const [row]: ScimGroupRow[] = await tx.query(
    `SELECT ${SCIM_GROUP_COLUMNS} FROM ${SCIM_GROUPS} WHERE s.connection_id = $1 AND s.department_id = $2`,
    [connectionId, id],
  );
  if (row === undefined) throw groupNotFound(id);
  return row;
}

export function groupNotFound(id: string): DomainError {
  return new DomainError('SCIM_GROUP_NOT_FOUND', { id });
}

export interface ScimGroupMember {
  readonly department_id: DepartmentId;
  readonly member_id: string;
  readonly type: 'User' | 'Group';
  readonly display: string;
}

/** The members of the first of these groups, of as many as fit in an answer. */
export function listScimGroupMembers(
  tx: EntityManager,
  connectionId: ScimConnectionId,
  ids: readonly DepartmentId[],
): Promise<WhatFits<ScimGroupMember>> {
  return readWhatFits(ids, (some) =>
    tx.query(
      `SELECT s.department_id, e.member_id, e.type, e.display
       FROM scim_groups s CROSS JOIN LATERAL (${MEMBERS_OF_GROUP}) e
       WHERE s.connection_id = $1 AND s.department_id = ANY ($2)
       LIMIT ${MOST_SCIM_VALUES + 1}`,
      [connectionId, some],
    ),
  );
}
