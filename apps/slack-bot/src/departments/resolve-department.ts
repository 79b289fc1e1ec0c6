import type { DepartmentSearch, FoundDepartment } from '@roster/database';
import { type DepartmentId, departmentIdSchema, type OrganizationId } from '@roster/domain';
import type { DepartmentLabel } from '../answers/answer.js';
import { labelOf, readPath, standsAt } from './department-path.js';

/** As many buttons as a person reads. */
const MOST_CANDIDATES = 5;
/** Of one name there may be many, of which a path tells one apart. */
const MOST_OF_A_NAME = 1_000;

/** What was meant by a text. `ambiguous` and `misspelt` have at least one candidate, the likeliest first. */
export type DepartmentResolution =
  | { readonly kind: 'found'; readonly department: DepartmentLabel }
  | { readonly kind: 'ambiguous' | 'misspelt'; readonly candidates: readonly DepartmentLabel[] }
  | { readonly kind: 'unknown' };

/** What is asked of the database; `departmentWithId` answers null for one that is not there. */
export interface DepartmentSource {
  readonly search: Pick<DepartmentSearch, 'named' | 'containing' | 'similar'>;
  departmentWithId(organizationId: OrganizationId, id: DepartmentId): Promise<DepartmentLabel | null>;
}

/** Finds a department by id, by path or by name, as `/dept` takes it; never one of another organization. */
export async function resolveDepartment(
  source: DepartmentSource,
  organizationId: OrganizationId,
  typed: string,
): Promise<DepartmentResolution> {
  const text = typed.trim();
  const id = departmentIdSchema.safeParse(text);
  const byId = id.success ? await source.departmentWithId(organizationId, id.data) : null;
  if (byId) return { kind: 'found', department: byId };
  const exact = await standingAt(source, organizationId, text);
  const [only, second] = exact;
  if (only && !second) return { kind: 'found', department: labelOf(only) };
  if (only) return { kind: 'ambiguous', candidates: exact.slice(0, MOST_CANDIDATES).map(labelOf) };
  const near = await lookingLike(source, organizationId, text);
  return near.length > 0 ? { kind: 'misspelt', candidates: near.map(labelOf) } : { kind: 'unknown' };
}

/** Those that the text names as a path, or, as a name may hold a "/", as a whole. */
async function standingAt(
  { search }: DepartmentSource,
  organizationId: OrganizationId,
  text: string,
): Promise<FoundDepartment[]> {
  const path = readPath(text);
  const last = path.names.at(-1);
  if (last === undefined) return [];
  const byPath = (await search.named(organizationId, last, MOST_OF_A_NAME)).filter((each) => standsAt(each, path));
  if (path.names.length === 1 && !path.fromTop) return byPath;
  const byName = await search.named(organizationId, text, MOST_OF_A_NAME);
  return [...byPath, ...byName.filter(({ id }) => byPath.every((each) => each.id !== id))];
}

async function lookingLike(
  { search }: DepartmentSource,
  organizationId: OrganizationId,
  text: string,
): Promise<FoundDepartment[]> {
  const last = readPath(text).names.at(-1);
  if (last === undefined) return [];
  const similar = await search.similar(organizationId, last, MOST_CANDIDATES);
  if (similar.length === MOST_CANDIDATES) return similar;
  // Trigrams know nothing of names that are very short, or in a script without an alphabet.
  const containing = await search.containing(organizationId, last, MOST_CANDIDATES);
  const more = containing.filter(({ id }) => similar.every((each) => each.id !== id));
  return [...similar, ...more].slice(0, MOST_CANDIDATES);
}
