import { DomainError } from '@roster/domain';
import { replacedFrom } from './feed-arrivals.js';
import type { FeedPosition } from './feed-cursors.js';

/** How far the feed of an organization goes, and which positions in it are still what they were. Bigints are texts. */
export interface FeedState {
  /** The last position that was given. */
  readonly head: string;
  readonly epoch: number;
  /** The last position that was deleted because of its age. */
  readonly expired: string;
  /** The position from which on the events of the cursor's epoch were replaced; null when they were not. */
  readonly replaced_from: string | null;
}

/** The row of a `FeedState`, of the organization $1 and for a cursor of this epoch. */
export function feedState(epoch: `$${number}`): string {
  return `
    SELECT r.last_position AS head,
           coalesce((SELECT max(epoch) FROM feed_epochs), 1) AS epoch,
           coalesce((SELECT position FROM feed_expiries WHERE organization_id = $1), 0) AS expired,
           ${replacedFrom('$1', `${epoch}::int`)} AS replaced_from
    FROM feed_relay r`;
}

/** @throws DomainError CURSOR_EXPIRED when events after this position are gone */
export function assertKept({ position }: FeedPosition, { expired, replaced_from }: FeedState): void {
  if (BigInt(position) < BigInt(expired)) throw new DomainError('CURSOR_EXPIRED', { reason: 'age' });
  if (replaced_from !== null && BigInt(position) >= BigInt(replaced_from))
    throw new DomainError('CURSOR_EXPIRED', { reason: 'restore' });
}
