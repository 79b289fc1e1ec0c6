/** The value of `tell_at` after a change: now, if the organization has a Slack workspace in which to tell people. */
export function tellNow(organizationId: string): string {
  return `(SELECT clock_timestamp() WHERE EXISTS (
    SELECT FROM slack_installations i WHERE i.organization_id = ${organizationId}))`;
}
