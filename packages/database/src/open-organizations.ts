/** SQL: whether this organization may be changed, for sweeps through all organizations, which leave the others alone. */
export function isOpen(organizationId: string): string {
  return `NOT EXISTS (SELECT FROM organization_fences fence WHERE fence.organization_id = ${organizationId})`;
}
