const READ = 'SELECT';
/** Rows are written once. */
const APPEND = 'SELECT, INSERT';
/** Rows are written once, and deleted when they are old. */
const KEEP = 'SELECT, INSERT, DELETE';
const LASTING = 'SELECT, INSERT, UPDATE';
const CHANGE = 'SELECT, INSERT, UPDATE, DELETE';

/**
 * What the running role may do with each table: what its statements need, and no more. It owns nothing, so it can neither
 * truncate a table nor disable a trigger. Locking a row takes UPDATE.
 */
export const PRIVILEGES: Readonly<Record<string, string>> = {
  api_keys: LASTING,
  audit_events: APPEND,
  audit_seals: APPEND,
  change_requests: KEEP,
  department_member_counts: CHANGE,
  department_members: CHANGE,
  departments: CHANGE,
  feed_arrivals: READ,
  feed_epochs: APPEND,
  feed_events: KEEP,
  feed_expiries: LASTING,
  feed_relay: 'SELECT, UPDATE',
  feed_sequences: LASTING,
  installation_keys: READ,
  membership_requests: CHANGE,
  migrations: READ,
  opened_copies: READ,
  operation_items: CHANGE,
  operations: CHANGE,
  operator_devices: KEEP,
  operator_events: APPEND,
  operator_half_sign_ins: KEEP,
  operator_recovery_codes: KEEP,
  operator_second_factors: CHANGE,
  operator_sessions: CHANGE,
  operator_sign_in_attempts: CHANGE,
  operators: LASTING,
  organization_fences: READ,
  organization_members: CHANGE,
  organizations: LASTING,
  process_samples: KEEP,
  rate_limits: CHANGE,
  removed_seals: READ,
  scim_connections: CHANGE,
  scim_groups: CHANGE,
  scim_users: CHANGE,
  slack_announcement_cursors: CHANGE,
  slack_announcements: CHANGE,
  slack_channel_links: CHANGE,
  slack_deliveries: CHANGE,
  slack_directories: CHANGE,
  slack_identities: CHANGE,
  slack_installations: CHANGE,
  slack_link_tokens: CHANGE,
  slack_oauth_states: KEEP,
  slack_requests: CHANGE,
  slack_users: CHANGE,
  slack_workflow_steps: CHANGE,
  stored_answers: CHANGE,
  table_partitions: READ,
  this_cell: READ,
  transitions: 'SELECT, DELETE',
  webhook_attempts: CHANGE,
  webhook_deliveries: CHANGE,
  webhook_endpoints: CHANGE,
  webhook_lanes: CHANGE,
};

/** Of a table that is not in the list, so that a new one works at once. `running-role.int.spec.ts` asks for its row. */
export const USUAL_PRIVILEGES = CHANGE;
