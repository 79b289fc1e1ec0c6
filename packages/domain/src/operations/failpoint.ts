import type { MembershipCommand } from '../memberships/membership-command.js';

/** The moments of a change at which a process may die: the rows of the crash table in `docs/exactly-once.md`. */
export const FAILPOINTS = [
  'after-enqueue',
  'after-promotion',
  'before-transaction',
  'before-commit',
  'after-commit',
  'after-reply',
  'before-completion',
] as const;

export type FailpointName = (typeof FAILPOINTS)[number];

/** Called at each of these moments; the fault suite stops the process in it. Absent in production. */
export type Failpoint = (name: FailpointName, commands: readonly MembershipCommand[]) => Promise<void>;
