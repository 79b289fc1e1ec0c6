import type { AppProcess } from '@roster/testing';
import type { Target } from '../load/load.js';
import { DEPARTMENT, ORGANIZATION, type Stack, TOKEN } from '../stack/stack.js';
import { HttpContender } from './http-contender.js';

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

/** @param services the API, and what it needs, in the order in which they are stopped */
export function rosterContender(
  stack: Stack,
  databaseUrl: string,
  services: readonly [api: AppProcess, ...rest: AppProcess[]],
): HttpContender {
  const target = rosterTarget(services[0].url, stack);
  return new HttpContender({ stack, databaseUrl, target, services, table: 'department_members', reset: ROSTER_RESET });
}
