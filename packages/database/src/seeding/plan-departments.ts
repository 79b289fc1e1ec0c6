import { DEPARTMENT_NAMES } from './invented-names.js';
import { chosen, type LargeTenant } from './large-tenant.js';

export interface PlannedDepartment {
  /** From 1, without gaps; a parent has a smaller number than its children. */
  readonly number: number;
  readonly parent: number | null;
  readonly name: string;
  /** The number of the person who manages it. */
  readonly manager: number | null;
}

/** The one that everybody is in, when there are enough memberships for that. */
const EVERYONE = 2;

/** How many children a department has on the average: somewhere between these, so that branches differ in depth. */
const FEWEST_CHILDREN = 3;
const MOST_CHILDREN = 8;

/** The tree of a large tenant, from the top down. Names are unique among siblings: they are dealt out in turn. */
export function planDepartments({ tag, people, departments }: LargeTenant, companyName: string): PlannedDepartment[] {
  const planned: (PlannedDepartment & { readonly depth: number })[] = [];
  const childrenOf = new Map<number, number>();
  for (let number = 1; number <= departments; number += 1) {
    const parent = number === 1 ? null : parentOf(number, tag);
    const above = parent === null ? undefined : planned[parent - 1];
    const siblings = parent === null ? 0 : (childrenOf.get(parent) ?? 0);
    if (parent !== null) childrenOf.set(parent, siblings + 1);
    const depth = (above?.depth ?? 0) + 1;
    const manager = chosen(3, tag, 'managed', number) === 0 ? null : 1 + chosen(people, tag, 'manager', number);
    planned.push({
      number,
      parent,
      name: nameOf(number, parent, siblings, depth, { tag, companyName }),
      manager,
      depth,
    });
  }
  return planned.map(({ depth: _, ...department }) => department);
}

/** Nothing stands below the department of everyone. */
function parentOf(number: number, tag: string): number {
  const children = FEWEST_CHILDREN + chosen(MOST_CHILDREN - FEWEST_CHILDREN + 1, tag, 'parent', number);
  const parent = Math.floor((number - 2) / children) + 1;
  return parent === EVERYONE ? 1 : parent;
}

function nameOf(
  number: number,
  parent: number | null,
  siblings: number,
  depth: number,
  { tag, companyName }: { readonly tag: string; readonly companyName: string },
): string {
  if (parent === null) return companyName;
  if (number === EVERYONE) return 'Everyone';
  const names = DEPARTMENT_NAMES[Math.min(depth, DEPARTMENT_NAMES.length + 1) - 2] ?? DEPARTMENT_NAMES[0];
  const name = names[(chosen(names.length, tag, 'name', parent) + siblings) % names.length] ?? 'Department';
  const round = Math.floor(siblings / names.length);
  return round === 0 ? name : `${name} ${round + 1}`;
}
