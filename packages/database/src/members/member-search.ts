import { literal } from '../sql.js';

/** Unicode's rules for letters and their order, whatever the locale of the database. */
const UNICODE = '"und-x-icu"';

/** The expression of `organization_members_search_idx`, character by character. */
const SEARCHED = `lower((p.full_name || ' ' || p.email) COLLATE ${UNICODE})`;

/** The name as it is sorted, and as `organization_members_name_idx` has it. */
export const NAME_KEY = `lower(p.full_name COLLATE ${UNICODE})`;

const MAX_WORDS = 8;

/** The condition that a row `p` contains the text of this value, in any case. */
export function contains(value: string): string {
  return `${SEARCHED} LIKE lower(${value}::text COLLATE ${UNICODE})`;
}

/** A condition on a row `p` for each word of the search; the words are added to the values. */
export function searchConditions(search: string | undefined, values: unknown[]): string[] {
  const words = (search ?? '').split(/\s+/).filter((word) => word !== '');
  return words.slice(0, MAX_WORDS).map((word) => contains(`$${values.push(`%${literal(word)}%`)}`));
}
