import type { EntityManager } from 'typeorm';

/** What a row of a list names by ID. The IDs may be of anything: a request is recorded as its caller sent it. */
interface Named {
  readonly organizationId: string | null;
  readonly departmentId: string | null;
  readonly userId: string | null;
  /** Of an identity provider. */
  readonly connectionId?: string | null;
}

/** The names of what IDs stand for. An ID that is not of the organization beside it has none. */
export interface Names {
  organization(id: string): string | undefined;
  department(organizationId: string, id: string): string | undefined;
  /** Undefined, too, when members were not asked for. */
  member(organizationId: string, id: string): string | undefined;
  connection(organizationId: string, id: string): string | undefined;
}

interface NameRow {
  readonly kind: 'organization' | 'department' | 'member' | 'connection';
  readonly organization_id: string;
  readonly id: string;
  readonly name: string;
}

/** Reads the names of organizations, departments, identity providers and, `withMembers`, of people. */
export async function readNames(
  tx: EntityManager,
  rows: readonly Named[],
  { withMembers }: { readonly withMembers: boolean },
): Promise<Names> {
  const departments = rows.map(({ organizationId, departmentId }) => [organizationId, departmentId] as const);
  const members = withMembers ? rows.map(({ organizationId, userId }) => [organizationId, userId] as const) : [];
  const found: NameRow[] = await tx.query(
    `SELECT 'organization' AS kind, id AS organization_id, id, name FROM organizations WHERE id = ANY ($1::text[])
     UNION ALL
     SELECT 'department', d.organization_id, d.id, d.name
     FROM (SELECT DISTINCT * FROM unnest($2::text[], $3::text[]) AS u (organization_id, id)) AS w
     CROSS JOIN LATERAL (SELECT * FROM departments d
       WHERE d.organization_id = w.organization_id AND d.id = w.id LIMIT 1) AS d
     UNION ALL
     SELECT 'member', m.organization_id, m.user_id, m.full_name
     FROM (SELECT DISTINCT * FROM unnest($4::text[], $5::text[]) AS u (organization_id, id)) AS w
     CROSS JOIN LATERAL (SELECT * FROM organization_members m
       WHERE m.organization_id = w.organization_id AND m.user_id = w.id LIMIT 1) AS m
     UNION ALL
     SELECT 'connection', organization_id, id, name FROM scim_connections WHERE id = ANY ($6::text[])`,
    [
      [...new Set(rows.map(({ organizationId }) => organizationId))],
      departments.map(([organizationId]) => organizationId),
      departments.map(([, id]) => id),
      members.map(([organizationId]) => organizationId),
      members.map(([, id]) => id),
      [...new Set(rows.flatMap(({ connectionId }) => connectionId ?? []))],
    ],
  );
  const names = new Map(found.map((row) => [`${row.kind} ${row.organization_id} ${row.id}`, row.name]));
  return {
    organization: (id) => names.get(`organization ${id} ${id}`),
    department: (organizationId, id) => names.get(`department ${organizationId} ${id}`),
    member: (organizationId, id) => names.get(`member ${organizationId} ${id}`),
    connection: (organizationId, id) => names.get(`connection ${organizationId} ${id}`),
  };
}
