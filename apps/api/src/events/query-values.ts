export const AFTER_ERROR = 'the next_cursor of an earlier page of this organization, unchanged, or latest';

/** In seconds. */
export const LONGEST_WAIT = 60;

/** The seconds in the query parameter `wait`; undefined when it is malformed or too long. */
export function readWait(text: string): number | undefined {
  return /^\d{1,2}$/.test(text) && Number(text) <= LONGEST_WAIT ? Number(text) : undefined;
}
