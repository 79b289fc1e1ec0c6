import type { EventFeed } from '@roster/database';
import type { OrganizationId } from '@roster/domain';
import { validationFailed } from '../requests/validation.js';

/**
 * The position of a cursor in a query parameter.
 *
 * @throws DomainError VALIDATION_FAILED when it is none of this organization
 */
export async function decodeFeedCursor(
  feed: EventFeed,
  organizationId: OrganizationId,
  cursor: string,
  parameter: { readonly field: string; readonly expected: string },
) {
  const position = (await feed.cursors()).decode(organizationId, cursor);
  if (position === undefined) throw validationFailed([{ ...parameter, received: 'string' }]);
  return position;
}
