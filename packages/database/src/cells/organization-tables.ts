/** How the rows of an organization are found in a table. `$1` is the organization, and `t` the table. */
export interface OrganizationTable {
  readonly name: string;
  readonly rows: string;
  /** A unique order, the same in every cell. */
  readonly order: string;
  /** Columns that each cell fills for itself. */
  readonly without?: readonly string[];
  /** What is written in place of a column, as it cannot be the same in another cell. */
  readonly instead?: Readonly<Record<string, string>>;
}

const OWN = 't.organization_id = $1';

/** Those that are connected with the organization, and those that were and are not connected with another one. */
const WORKSPACES = `
  SELECT i.workspace_id FROM slack_installations i
  WHERE i.organization_id = $1 OR (i.organization_id IS NULL AND i.former_organization_id = $1)`;
const OF_WORKSPACE = `t.workspace_id IN (${WORKSPACES})`;
const OF_ENDPOINT = 't.endpoint_id IN (SELECT e.id FROM webhook_endpoints e WHERE e.organization_id = $1)';

/** Texts are ordered by their bytes, as cells may have different locales. */
const text = (...columns: string[]) => columns.map((column) => `t.${column} COLLATE "C"`).join(', ');

/**
 * The tables that hold rows of an organization, so that those that others refer to come first. A test walks the database's
 * catalogue: each table is here or in `TABLES_THAT_STAY`.
 */
export const ORGANIZATION_TABLES: readonly OrganizationTable[] = [
  { name: 'organizations', rows: 't.id = $1', order: text('id') },
  { name: 'organization_members', rows: OWN, order: text('user_id') },
  { name: 'departments', rows: OWN, order: text('id') },
  { name: 'department_members', rows: OWN, order: text('department_id', 'user_id') },
  { name: 'api_keys', rows: OWN, order: text('id') },
  { name: 'operations', rows: OWN, order: text('id') },
  {
    name: 'operation_items',
    rows: 't.operation_id IN (SELECT o.id FROM operations o WHERE o.organization_id = $1)',
    order: `${text('operation_id')}, t.position`,
  },
  { name: 'stored_answers', rows: OWN, order: 't.id' },
  { name: 'audit_events', rows: OWN, order: 't.id' },
  { name: 'audit_seals', rows: OWN, order: 't.number' },
  { name: 'feed_events', rows: OWN, order: 't.position' },
  { name: 'feed_sequences', rows: OWN, order: text('department_id') },
  { name: 'feed_expiries', rows: OWN, order: text('organization_id') },
  { name: 'scim_connections', rows: OWN, order: text('id') },
  { name: 'scim_users', rows: OWN, order: text('user_id') },
  { name: 'scim_groups', rows: OWN, order: text('department_id') },
  { name: 'membership_requests', rows: OWN, order: text('id') },
  {
    name: 'slack_installations',
    rows: OF_WORKSPACE,
    order: text('workspace_id'),
    // The other one may be in another cell.
    instead: { former_organization_id: 'CASE WHEN t.former_organization_id = $1 THEN $1 END' },
  },
  { name: 'slack_link_tokens', rows: OWN, order: 't.token_hash' },
  { name: 'slack_identities', rows: OWN, order: text('team_id', 'slack_user_id') },
  { name: 'slack_channel_links', rows: OWN, order: text('team_id', 'channel_id') },
  { name: 'slack_announcement_cursors', rows: OWN, order: text('organization_id') },
  {
    name: 'slack_announcements',
    rows: OWN,
    order: text('team_id', 'channel_id', 'bundle', 'change', 'other_department_id'),
  },
  { name: 'slack_directories', rows: OF_WORKSPACE, order: text('team_id') },
  {
    name: 'slack_users',
    rows: `t.team_id IN (SELECT d.team_id FROM slack_directories d WHERE d.workspace_id IN (${WORKSPACES}))`,
    order: text('team_id', 'slack_user_id'),
  },
  { name: 'slack_requests', rows: OF_WORKSPACE, order: text('id') },
  { name: 'slack_deliveries', rows: OF_WORKSPACE, order: text('id') },
  { name: 'slack_workflow_steps', rows: OF_WORKSPACE, order: text('execution_id') },
  { name: 'webhook_endpoints', rows: OWN, order: text('id') },
  { name: 'webhook_lanes', rows: OF_ENDPOINT, order: text('endpoint_id', 'lane') },
  { name: 'webhook_deliveries', rows: OF_ENDPOINT, order: `${text('endpoint_id')}, t.position` },
  { name: 'webhook_attempts', rows: OF_ENDPOINT, order: 't.id', without: ['id'] },
];

/** The other tables, and why an organization does not take their rows along. */
export const TABLES_THAT_STAY: Readonly<Record<string, string>> = {
  change_requests: 'a log of what the processes of this cell were asked for, kept for hours',
  department_member_counts: 'made by the trigger that counts the memberships',
  feed_arrivals: 'the import writes the epochs that the export tells',
  feed_epochs: 'restores and failovers of this database',
  feed_relay: 'how far the relay of this cell is',
  installation_keys: 'the same in all cells: "cell prepare" brings them',
  migrations: 'of this database',
  opened_copies: 'copies that were opened in this cell',
  operator_devices: 'operators of this cell',
  operator_events: 'what the operators of this cell did, in it',
  operator_half_sign_ins: 'operators of this cell',
  operator_recovery_codes: 'operators of this cell',
  operator_second_factors: 'operators of this cell',
  operator_sessions: 'operators of this cell',
  operator_sign_in_attempts: 'operators of this cell',
  operators: 'operators of this cell',
  organization_fences: 'what moves, in this cell',
  process_samples: 'processes of this cell',
  rate_limits: 'counts one minute, in this cell',
  removed_seals: 'seals that were deleted from this database',
  slack_oauth_states: 'an installation that has begun, of no organization yet',
  table_partitions: 'of this database',
  this_cell: 'this cell',
  transitions: 'of this database',
};
