import type { DepartmentId, OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { literal } from '../sql.js';
import { folded, NAMES_DOWN_TO } from './department-row.js';

/** A department in the result of a search. */
export interface FoundDepartment {
  readonly id: DepartmentId;
  /** The names from the top down; the last one is its own. */
  readonly names: readonly string[];
}

const NAME = folded('d.name');
const TEXT = folded('$2::text');

/**
 * The departments of an organization that fulfil a condition, best first. Only for those the paths are worked out.
 * $1: organization, $2: text, $3: how many.
 */
function statement(condition: string, rank: string): string {
  return `
    SELECT d.id, ${NAMES_DOWN_TO} AS names
    FROM (
      SELECT d.id, d.organization_id, d.parent_id, d.name, ${rank} AS rank FROM departments d
      WHERE d.organization_id = $1 AND ${condition}
      ORDER BY rank, ${NAME}, d.id
      LIMIT $3
    ) d
    ORDER BY d.rank, ${NAME}, d.id`;
}

const NAMED = statement(`${NAME} = ${TEXT}`, '0');

/** $2 is `literal` text. Names that begin with it come first, then those with a word that does. */
export const CONTAINING = statement(
  `${NAME} LIKE '%' || ${TEXT} || '%'`,
  `CASE WHEN ${NAME} LIKE ${TEXT} || '%' THEN 0 WHEN ${NAME} LIKE '% ' || ${TEXT} || '%' THEN 1 ELSE 2 END`,
);

/** By shared trigrams (pg_trgm): `%` requires a similarity of 0.3. */
export const SIMILAR = statement(`${NAME} % ${TEXT}`, `-similarity(${NAME}, ${TEXT})`);

/** Finds departments by parts of their names, in any case. */
export class DepartmentSearch {
  constructor(private readonly dataSource: DataSource) {}

  /** All departments with exactly this name. */
  named(organizationId: OrganizationId, name: string, limit: number): Promise<FoundDepartment[]> {
    return this.dataSource.query(NAMED, [organizationId, name, limit]);
  }

  /** Departments with this text in their name; all departments, by name, for an empty text. */
  containing(organizationId: OrganizationId, text: string, limit: number): Promise<FoundDepartment[]> {
    return this.dataSource.query(CONTAINING, [organizationId, literal(text), limit]);
  }

  /** Departments whose name is similar to the text. */
  similar(organizationId: OrganizationId, text: string, limit: number): Promise<FoundDepartment[]> {
    return this.dataSource.query(SIMILAR, [organizationId, text, limit]);
  }
}
