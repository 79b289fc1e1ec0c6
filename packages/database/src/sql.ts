/** A `timestamptz` as RFC 3339 text, in UTC with milliseconds. */
export function rfc3339(expression: string): string {
  return `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** Text of a LIKE pattern in which `%`, `_` and `\` stand for themselves. */
export function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/**
 * Memberships of one user. Without statistics, Postgres would choose an index that begins with the organization and read all
 * of it; it does not use an index for `(…) IS TRUE` (ADR 7).
 */
export function ofUser(userId: string, organizationId = '$1'): string {
  return `user_id = ${userId} AND (organization_id = ${organizationId}) IS TRUE`;
}

/** A page of a list. */
export interface Page<Item, Position> {
  readonly items: Item[];
  /** Where the next page begins: after the last item of this one. Null on the last page. */
  readonly next: Position | null;
}

/** The page of rows that were read with a limit of one more. */
export function pageOf<Row, Position>(
  rows: readonly Row[],
  limit: number,
  positionOf: (last: Row) => Position,
): Page<Row, Position> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && rows.length > limit ? positionOf(last) : null };
}
