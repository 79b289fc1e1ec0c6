import { randomBytes } from 'node:crypto';
import { ALL_SCOPES, type Caller, type Member, type NewMember, organizationIdSchema, type Scope } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { AuditEvent } from '../entities/audit-event.entity.js';
import { createOrganization } from '../organizations/organizations.js';
import { createMember } from './members.js';

/** Somebody who may do this in an organization. */
export function callerOf(organizationId: string, scopes: readonly Scope[] = ALL_SCOPES): Caller {
  return {
    principal: {
      organizationId: organizationIdSchema.parse(organizationId),
      actor: { type: 'api_key', id: 'key_test' },
      scopes: new Set(scopes),
    },
    channel: 'rest',
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  };
}

/** An organization that no other test uses, and its owner. */
export async function newOrganization(dataSource: DataSource): Promise<{ caller: Caller; owner: Member }> {
  const caller = callerOf(`org_${randomBytes(8).toString('hex')}`);
  const { owner } = await dataSource.transaction((tx) =>
    createOrganization(tx, caller, { name: 'Test', owner: { full_name: 'Olga Owner', email: 'olga@example.com' } }),
  );
  return { caller, owner };
}

export function addPerson(dataSource: DataSource, caller: Caller, person: Partial<NewMember> = {}): Promise<Member> {
  const email = `${randomBytes(6).toString('hex')}@example.com`;
  return dataSource.transaction((tx) =>
    createMember(tx, caller, { full_name: 'Pat Person', email, role: 'member', ...person }),
  );
}

/** What the audit holds of an organization, oldest first. */
export async function auditOf(dataSource: DataSource, { principal }: Caller): Promise<AuditEvent[]> {
  return dataSource.query(`SELECT * FROM audit_events WHERE organization_id = $1 ORDER BY id`, [
    principal.organizationId,
  ]);
}
