import { type BulkAdd, bulkAddSchema, type MembershipCommand, membershipCommandSchema, newId } from '@roster/domain';

type Change<T> = { readonly [Key in keyof T]?: unknown };

/** Adds Jane to the demo department, as a request over REST does, unless `change` says otherwise. */
export function addCommand(change: Change<MembershipCommand> = {}): MembershipCommand {
  return membershipCommandSchema.parse({ ...common(), kind: 'member.add', userId: 'usr_def456', ...change });
}

/** Adds to the demo department those whom its items name. */
export function bulkAdd(change: Change<BulkAdd> = {}): BulkAdd {
  return bulkAddSchema.parse({ ...common(), kind: 'member.bulk_add', channel: 'bulk', mode: 'partial', ...change });
}

function common() {
  return {
    operationId: newId('operation'),
    organizationId: 'org_xyz789',
    departmentId: 'dept_abc123',
    actor: { type: 'api_key', id: 'key_test' },
    channel: 'rest',
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    requestHash: null,
    submittedAt: new Date().toISOString(),
  };
}
