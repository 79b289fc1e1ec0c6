import type { Commit } from '../builds/earlier-build.js';
import type { BulkResult } from '../measurements/bulk.js';
import type { CostResult } from '../measurements/cost.js';
import type { SizeResult } from '../measurements/department-size.js';
import type { FairnessResult } from '../measurements/fairness.js';
import type { FeedResult } from '../measurements/feed.js';
import type { ReadsResult } from '../measurements/reads.js';
import type { RoundTrips } from '../measurements/round-trips.js';
import type { ScimResult } from '../measurements/scim.js';
import type { ShardsResult } from '../measurements/shards.js';
import type { WebhookResult } from '../measurements/webhooks.js';
import type { Options } from '../options.js';
import type { Figures } from './figures.js';
import type { Machine } from './machine.js';

/** Everything that one run found out; undefined is what it did not look at. */
export interface Results {
  readonly machine: Machine;
  readonly options: Options;
  /** Where the queue was in the measurements beside the comparison. */
  readonly backend: 'Redis' | 'Postgres';
  readonly figures: Figures;
  /** Null when the API has no bulk route. */
  readonly bulk: BulkResult | null | undefined;
  readonly size: readonly SizeResult[] | undefined;
  readonly roundTrips: readonly RoundTrips[] | undefined;
  readonly reads: ReadsResult | undefined;
  readonly fairness: FairnessResult | undefined;
  readonly scim: ScimResult | undefined;
  readonly feed: FeedResult | undefined;
  readonly cost: CostResult | undefined;
  readonly webhooks: WebhookResult | undefined;
  /** Null without Redis. */
  readonly shards: readonly ShardsResult[] | null | undefined;
  /** What was measured of an earlier build besides the comparison. */
  readonly before: (Pick<Results, 'bulk' | 'reads'> & { readonly commit: Commit }) | null;
  /** What was skipped or failed, and why. */
  readonly problems: readonly string[];
}
