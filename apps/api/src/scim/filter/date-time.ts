const DATE_TIME = /^(?!0000)(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.\d{1,9})?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

/**
 * A time in the form of XML Schema's dateTime (RFC 7643, section 2.3.5) that both Postgres and JavaScript can read. Without
 * an offset it is in UTC. Null when the text is none.
 */
export function readDateTime(text: string): string | null {
  const [, day = '', offset] = DATE_TIME.exec(text) ?? [];
  const time = offset === undefined ? `${text}Z` : text;
  if (day === '' || Number.isNaN(Date.parse(time))) return null;
  // JavaScript reads February 30 as a day of March.
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day) ? time : null;
}

/** Whether the text is a time as Postgres writes a `timestamptz`: `2026-01-31 12:00:00.123+00`. */
export function isPostgresTime(text: string): boolean {
  const [, day, time, offset = ''] = /^(\S+) (\S+)([+-]\d\d(?::\d\d)?)$/.exec(text) ?? [];
  return day !== undefined && readDateTime(`${day}T${time}${offset.length === 3 ? `${offset}:00` : offset}`) !== null;
}
