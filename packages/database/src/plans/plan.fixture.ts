import type { OrganizationId } from '@roster/domain';
import type { LargeDatabase } from './large-database.fixture.js';

/** The entries of a page. */
export const LIMIT = 50;

/** What a page may look at in each table: itself several times over, never the table. */
export const PROPORTION = 8 * (LIMIT + 1);

/** A list, what reads a page of it, an index that this takes, and how many rows of each table more than `PROPORTION`. */
export type PlannedRead = [
  title: string,
  read: (large: LargeDatabase) => Promise<unknown>,
  index: string,
  limits?: Readonly<Record<string, number>>,
];

export function pageOf({ organizationId }: LargeDatabase): { organizationId: OrganizationId; limit: number } {
  return { organizationId, limit: LIMIT };
}
