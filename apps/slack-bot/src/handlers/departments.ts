import { DepartmentSearch, type FoundDepartment, readDepartment } from '@roster/database';
import { type DepartmentId, DomainError, departmentIdSchema, formatPath, type OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { DepartmentLabel } from '../messages/answer.js';

/** How many buttons a person will read. */
const MOST_CANDIDATES = 5;
/** A name may occur many times; a path singles one out. */
const MOST_OF_A_NAME = 1_000;

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object: a select holds no more. */
const MOST_OPTIONS = 100;
/** How many are read to find those below the names before the last "/". */
const MOST_READ = 1_000;
/** With fewer matches, similar names are offered too. */
const FEW = 5;

/** Which department a text means. `ambiguous` and `misspelt` have at least one candidate, the likeliest first. */
export type DepartmentResolution =
  | { readonly kind: 'found'; readonly department: DepartmentLabel }
  | { readonly kind: 'ambiguous' | 'misspelt'; readonly candidates: readonly DepartmentLabel[] }
  | { readonly kind: 'unknown' };

/** Finds departments by id, path or name, as people type them; never those of another organization. */
export class Departments {
  private readonly search: DepartmentSearch;

  constructor(private readonly dataSource: DataSource) {
    this.search = new DepartmentSearch(dataSource);
  }

  /** @throws DomainError DEPARTMENT_NOT_FOUND */
  async get(organizationId: OrganizationId, departmentId: DepartmentId): Promise<DepartmentLabel> {
    const { id, name, path } = await readDepartment(this.dataSource.manager, organizationId, departmentId);
    return { id, name, path };
  }

  /** As `get`, or null when there is no such department. */
  async find(organizationId: OrganizationId, departmentId: DepartmentId): Promise<DepartmentLabel | null> {
    try {
      return await this.get(organizationId, departmentId);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'DEPARTMENT_NOT_FOUND') return null;
      throw error;
    }
  }

  /** The department that was typed in a command. */
  async resolve(organizationId: OrganizationId, typed: string): Promise<DepartmentResolution> {
    const text = typed.trim();
    const id = departmentIdSchema.safeParse(text);
    const byId = id.success ? await this.find(organizationId, id.data) : null;
    if (byId) return { kind: 'found', department: byId };
    const exact = await this.exact(organizationId, text);
    const [only, second] = exact;
    if (only && !second) return { kind: 'found', department: labelOf(only) };
    if (only) return { kind: 'ambiguous', candidates: exact.slice(0, MOST_CANDIDATES).map(labelOf) };
    const similar = await this.similar(organizationId, text);
    return similar.length > 0 ? { kind: 'misspelt', candidates: similar.map(labelOf) } : { kind: 'unknown' };
  }

  /** What a type-ahead offers for the text so far: part of a name or path, or something misspelt. */
  async suggest(organizationId: OrganizationId, text: string): Promise<DepartmentLabel[]> {
    const { names } = parsePath(text);
    const last = names.at(-1) ?? '';
    const above = names.slice(0, -1);
    const limit = above.length > 0 ? MOST_READ : MOST_OPTIONS;
    const containing = await this.search.containing(organizationId, last, limit);
    const found = containing.filter((each) => isBelow(each, above));
    if (found.length < FEW && last !== '') {
      const similar = await this.search.similar(organizationId, last, MOST_OPTIONS);
      found.push(...without(similar, found).filter((each) => isBelow(each, above)));
    }
    return found.slice(0, MOST_OPTIONS).map(labelOf);
  }

  /** Those that the text names as a path or, as a name may contain a "/", as a whole. */
  private async exact(organizationId: OrganizationId, text: string): Promise<FoundDepartment[]> {
    const path = parsePath(text);
    const last = path.names.at(-1);
    if (last === undefined) return [];
    const named = await this.search.named(organizationId, last, MOST_OF_A_NAME);
    const byPath = named.filter((each) => matches(each, path));
    if (path.names.length === 1 && !path.fromTop) return byPath;
    const byName = await this.search.named(organizationId, text, MOST_OF_A_NAME);
    return [...byPath, ...without(byName, byPath)];
  }

  private async similar(organizationId: OrganizationId, text: string): Promise<FoundDepartment[]> {
    const last = parsePath(text).names.at(-1);
    if (last === undefined) return [];
    const similar = await this.search.similar(organizationId, last, MOST_CANDIDATES);
    if (similar.length === MOST_CANDIDATES) return similar;
    // Trigrams do not work for very short names, or for scripts without an alphabet.
    const containing = await this.search.containing(organizationId, last, MOST_CANDIDATES);
    return [...similar, ...without(containing, similar)].slice(0, MOST_CANDIDATES);
  }
}

/** A path as typed: `Engineering/Platform`, or from the top `/Company/Engineering`. */
interface TypedPath {
  readonly names: readonly string[];
  readonly fromTop: boolean;
}

/** A "/" within a name has a "\" before it, as in the paths that Roster shows. */
function parsePath(text: string): TypedPath {
  const names = [...text.matchAll(/(?:\\.|[^\\/])+/gsu)]
    .map(([part]) => part.replace(/\\(.)/gsu, '$1').trim())
    .filter((name) => name !== '');
  return { names, fromTop: text.startsWith('/') };
}

/** Is the department at this path? One that does not begin at the top may begin anywhere. */
function matches({ names }: FoundDepartment, { names: typed, fromTop }: TypedPath): boolean {
  if (fromTop && names.length !== typed.length) return false;
  const end = names.slice(-typed.length);
  return end.length === typed.length && typed.every((name, index) => fold(name) === fold(end[index] ?? ''));
}

/** Do the names above the department contain these texts, in this order? */
function isBelow({ names }: FoundDepartment, above: readonly string[]): boolean {
  let from = 0;
  return above.every((text) => {
    const at = names.slice(0, -1).findIndex((name, index) => index >= from && fold(name).includes(fold(text)));
    from = at + 1;
    return at >= 0;
  });
}

function without(departments: readonly FoundDepartment[], others: readonly FoundDepartment[]): FoundDepartment[] {
  return departments.filter(({ id }) => others.every((other) => other.id !== id));
}

function labelOf({ id, names }: FoundDepartment): DepartmentLabel {
  return { id, name: names.at(-1) ?? '', path: formatPath(names) };
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
