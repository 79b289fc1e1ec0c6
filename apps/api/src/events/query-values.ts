export const AFTER_ERROR = 'the next_cursor of an earlier page of this organization, unchanged, or latest';

export const AT_ERROR = 'a next_cursor of the events of this organization, unchanged';
export const TOO_FAR_ERROR = 'a cursor that at most 100,000 events follow; read on first';

/** In seconds. */
export const LONGEST_WAIT = 60;

/** The seconds in the query parameter `wait`; undefined when it is malformed or too long. */
export function readWait(text: string): number | undefined {
  return /^\d{1,2}$/.test(text) && Number(text) <= LONGEST_WAIT ? Number(text) : undefined;
}
