import { createHash } from 'node:crypto';
import { type OrganizationId, organizationIdSchema } from '@roster/domain';
import { DEPARTMENT_NAMES } from './invented-names.js';

export interface LargeTenantSize {
  readonly people: number;
  readonly departments: number;
  readonly memberships: number;
}

export interface LargeTenant extends LargeTenantSize {
  readonly organizationId: OrganizationId;
  /** The start of all its IDs, after their prefix. */
  readonly tag: string;
}

/** A large company. */
export const LARGE_TENANT: LargeTenantSize = { people: 100_000, departments: 5_000, memberships: 300_000 };

const TAG_LENGTH = 12;

/**
 * The tenant of this size and seed. All its IDs are derived from both: creating it again changes nothing, and another size
 * is another tenant.
 */
export function largeTenant(size: LargeTenantSize, seed: number): LargeTenant {
  const { people, departments, memberships } = size;
  const tag = createHash('sha256')
    .update([seed, people, departments, memberships].join(' '))
    .digest('hex')
    .slice(0, TAG_LENGTH);
  return { people, departments, memberships, tag, organizationId: organizationIdSchema.parse(`org_${tag}`) };
}

/** A number from 0 up to, not including, `below`: the same for the same words. The statements have the like in SQL. */
function chosen(below: number, ...words: readonly (string | number)[]): number {
  return createHash('md5').update(words.join(' ')).digest().readUInt32BE() % below;
}

export interface PlannedDepartment {
  /** From 1, without gaps; a parent has a smaller number than its children. */
  readonly number: number;
  readonly parent: number | null;
  readonly name: string;
  /** The number of the manager. */
  readonly manager: number | null;
}

/** The department that everyone is in, when there are enough memberships for that. */
const EVERYONE = 2;

/** The range of children per department: branches differ in depth. */
const FEWEST_CHILDREN = 3;
const MOST_CHILDREN = 8;

/** The tree of a large tenant, from the top down. Names are given out in turn and are unique among siblings. */
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

/** The department of everyone has no children. */
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
