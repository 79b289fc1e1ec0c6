import type { Target } from '../load/load.js';
import { DEPARTMENT, ORGANIZATION, type Stack, TOKEN } from '../stack/stack.js';

/** The request of Roster's reference page, another person in each. */
export function rosterTarget(url: string, { people }: Pick<Stack, 'people'>, department = DEPARTMENT): Target {
  return {
    url,
    path: `/v1/organizations/${ORGANIZATION}/departments/${department}/members`,
    headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
    body: '{"user_id":"usr_b%d"}',
    people,
  };
}

/** The audit refuses to be emptied, so its trigger is put aside for this connection. */
export const ROSTER_RESET = [
  'SET session_replication_role = replica',
  'TRUNCATE department_members, operations, operation_items, audit_events',
] as const;
