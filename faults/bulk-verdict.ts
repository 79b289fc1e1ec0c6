import { repeated, settledFacts } from './facts.js';
import { type BulkEntry, sendBulk } from './send-bulk.js';
import type { Stack } from './stack.js';
import type { Verdict } from './verdict.js';

/** What the items of a bulk say, in sum. An item without a result is in none of the three. */
interface Items {
  readonly id: string;
  readonly total: number;
  readonly added: number;
  readonly rejected: number;
  readonly cancelled: number;
  /** A hash of the list of its people, in their order. */
  readonly people: string;
}

/**
 * Waits until every bulk has ended, sends each once again, and compares. `requests` and `acknowledged` count people:
 * those who were asked for, and those whom an operation that was read says to have added.
 */
export async function judgeBulks(
  stack: Stack,
  entries: readonly BulkEntry[],
): Promise<Verdict & { settledMs: number }> {
  const { members, effects, settledMs, miscounted, ...facts } = await settledFacts(stack);
  for (const entry of entries) while ((await sendBulk(stack, entry)) === null);
  const items = new Map((await readItems(stack)).map((each) => [each.id, each]));
  const added = await readAdded(stack);
  const memberships = added.map(({ membership }) => membership);
  const isAdded = new Set(memberships);
  const isCaused = new Set(effects.map(({ operation, membership }) => `${operation} ${membership}`));
  const open = entries.filter(({ ended }) => ended === null).length;
  const twice = [...items.keys()].length - new Set(entries.flatMap(({ operations }) => [...operations])).size;
  return {
    settledMs,
    requests: sum(entries.map(({ size }) => size)),
    acknowledged: sum(entries.map(({ ended }) => ended?.summary?.added ?? 0)),
    lost: [...isAdded].filter((membership) => !members.has(membership)).length,
    doubled: repeated(effects.map(({ membership }) => membership)) + repeated(memberships) + Math.abs(twice),
    unsettled: facts.unsettled + open,
    divergent: entries.filter((entry) => !consistent(entry, items)).length,
    phantom: [...members].filter((membership) => !isAdded.has(membership)).length,
    unaudited:
      facts.unaudited + added.filter(({ operation, membership }) => !isCaused.has(`${operation} ${membership}`)).length,
    miscounted,
  };
}

/** Asked again and again it was one operation, whose counters and items say the same, an item for each that was named. */
function consistent(
  { operations, strange, ended, size, people }: BulkEntry,
  items: ReadonlyMap<string, Items>,
): boolean {
  const [id = '', ...others] = operations;
  const found = items.get(id);
  if (!found || !ended?.summary || ended.id !== id || others.length > 0 || strange.length > 0) return false;
  const { total, added, rejected, cancelled } = ended.summary;
  return (
    found.people === people &&
    found.added === added &&
    found.rejected === rejected &&
    found.cancelled === cancelled &&
    found.total === total &&
    total === size &&
    total === added + rejected + cancelled &&
    (ended.state === 'done') === (cancelled === 0)
  );
}

function readItems(stack: Stack): Promise<Items[]> {
  return stack.dataSource.query(
    `SELECT operation_id AS id, count(*)::int AS total,
            (count(*) FILTER (WHERE state = 'added' AND code IS NULL))::int AS added,
            (count(*) FILTER (WHERE state = 'rejected' AND code IS NOT NULL))::int AS rejected,
            (count(*) FILTER (WHERE state = 'cancelled'))::int AS cancelled,
            md5(string_agg(user_id, ' ' ORDER BY position)) AS people
     FROM operation_items GROUP BY operation_id`,
  );
}

function readAdded(stack: Stack): Promise<{ operation: string; membership: string }[]> {
  return stack.dataSource.query(
    `SELECT o.id AS operation, o.department_id || '/' || i.user_id AS membership
     FROM operation_items i JOIN operations o ON o.id = i.operation_id WHERE i.state = 'added'`,
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
