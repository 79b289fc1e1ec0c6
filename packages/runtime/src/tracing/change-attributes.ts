import type { MembershipCommand } from '@roster/domain';

/** What every span of a change bears: how a trace is found by its operation. */
export function changeAttributes({ operationId, organizationId, kind }: MembershipCommand): Record<string, string> {
  return { 'roster.operation_id': operationId, 'roster.organization_id': organizationId, 'roster.kind': kind };
}
