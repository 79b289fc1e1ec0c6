/** Unicode's rules for letters and their order, whatever the locale of the database. */
export const UNICODE = '"und-x-icu"';

/** The expression of `organization_members_search_idx`, to the letter. */
export const SEARCHED = `lower((p.full_name || ' ' || p.email) COLLATE ${UNICODE})`;

/** The name as it is sorted, and as `organization_members_name_idx` has it. */
export const NAME_KEY = `lower(p.full_name COLLATE ${UNICODE})`;

/** A pattern for what contains the text, in which `%`, `_` and `\` stand for themselves. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

const MAX_WORDS = 8;

/** What a row `p` has to fulfil, for each word of the search; the words are added to the values. */
export function searchConditions(search: string | undefined, values: unknown[]): string[] {
  const words = (search ?? '').split(/\s+/).filter((word) => word !== '');
  return words
    .slice(0, MAX_WORDS)
    .map((word) => `${SEARCHED} LIKE lower($${values.push(containing(word))}::text COLLATE ${UNICODE})`);
}
