import type { MembershipOutcome } from './membership-outcome.js';

/**
 * How a bulk ended. `applied`: every item has its result. `rejected`: it was atomic and not everybody could be added.
 * `failed` and `cancelled` may come after some were added: the items tell.
 */
export type BulkOutcome =
  | { readonly status: 'applied' }
  | Exclude<MembershipOutcome, { status: 'added' } | { status: 'removed' }>;
