import type { DepartmentSearch, FoundDepartment } from '@roster/database';
import type { OrganizationId } from '@roster/domain';
import type { DepartmentLabel } from '../answers/answer.js';
import { labelOf, readPath, standsBelow } from './department-path.js';

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object: a select holds no more. */
const MOST_OPTIONS = 100;
/** So many are looked at to find those below the names that were typed before the last "/". */
const MOST_LOOKED_AT = 1_000;
/** Below this there are too few hits to leave out what is spelt a little differently. */
const FEW = 5;

/** What a type-ahead offers for the text so far: a part of a name, of a path, or something misspelt. */
export async function searchDepartments(
  search: Pick<DepartmentSearch, 'containing' | 'similar'>,
  organizationId: OrganizationId,
  text: string,
): Promise<DepartmentLabel[]> {
  const { names } = readPath(text);
  const last = names.at(-1) ?? '';
  const above = names.slice(0, -1);
  const limit = above.length > 0 ? MOST_LOOKED_AT : MOST_OPTIONS;
  const containing = await search.containing(organizationId, last, limit);
  const found: FoundDepartment[] = containing.filter((each) => standsBelow(each, above));
  if (found.length < FEW && last !== '') {
    const similar = await search.similar(organizationId, last, MOST_OPTIONS);
    found.push(...similar.filter((each) => standsBelow(each, above) && found.every(({ id }) => id !== each.id)));
  }
  return found.slice(0, MOST_OPTIONS).map(labelOf);
}
