import { PEOPLE } from './stack.js';

/** People in one bulk: three chunks. */
const SIZE = 3_000;
/** Each bulk has half of its people in common with the one before it in its department. */
const STRIDE = SIZE / 2;

const SHARED = ['dept_abc123', 'dept_plat01'] as const;
const OF_WHOLE_BULKS = 'dept_supp01';

interface Bulk {
  readonly departmentId: string;
  readonly mode: 'partial' | 'atomic';
  readonly userIds: readonly string[];
}

/**
 * The people of a turn. Bulks at the same time meet in opposite orders, name somebody twice, and somebody who is not
 * there; every fourth is atomic, and has people of its own until all are used up.
 */
export function bulkOf(turn: number): Bulk {
  if (turn % 4 === 0) return { departmentId: OF_WHOLE_BULKS, mode: 'atomic', userIds: people((turn / 4 - 1) * SIZE) };
  const userIds = people(Math.floor(turn / 2) * STRIDE).map((userId, index, all) => {
    if (index % 100 === 50) return `usr_none${index}`;
    return index % 100 === 75 ? (all[index - 1] ?? userId) : userId;
  });
  const departmentId = SHARED[turn % 2] ?? OF_WHOLE_BULKS;
  return { departmentId, mode: 'partial', userIds: turn % 3 === 0 ? userIds.reverse() : userIds };
}

function people(from: number): string[] {
  return Array.from({ length: SIZE }, (_, index) => `usr_f${((from + index) % PEOPLE) + 1}`);
}
