import { MOST_SCIM_VALUES, type ScimPage } from '@roster/database';
import { departmentIdSchema } from '@roster/domain';
import { listAnswer } from '../protocol/resource-answers.js';
import type { JsonObject } from '../schema/json-values.js';
import { ScimError } from '../scim-error.js';
import type { Search } from './search-request.js';

/**
 * Answers with the first resources of a page, as many as fit: an answer may have fewer than were asked for, as long as it
 * says where the next one begins (RFC 7644, section 3.4.2.4; RFC 9865, section 2).
 *
 * @param shown with the attributes that were asked for
 * @throws ScimError with the status 413 when not even one fits
 */
export function pageAnswer(
  { startIndex, cursorOf }: Search,
  { items, positions, next, total }: ScimPage<unknown>,
  shown: readonly JsonObject[],
) {
  const [first] = positions;
  if (first !== undefined && shown.length === 0) throw tooLarge(first.id);
  const end = shown.length < items.length ? positions[shown.length - 1] : next;
  return listAnswer(shown, { total, startIndex, nextCursor: end ? cursorOf(end) : null });
}

/** The resource has more members, or is in more groups, than an answer can have. */
export function tooLarge(id: string): ScimError {
  const values = departmentIdSchema.safeParse(id).success ? 'members' : 'groups';
  const detail = `${id} has more than ${MOST_SCIM_VALUES} ${values}. Read it with excludedAttributes=${values}.`;
  return new ScimError(null, detail, 413);
}
