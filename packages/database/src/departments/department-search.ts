import type { DepartmentId, OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { folded, NAMES_DOWN_TO } from './department-sql.js';

/** A department as a search shows it. */
export interface FoundDepartment {
  readonly id: DepartmentId;
  /** The names from the top down; the last one is its own. */
  readonly names: readonly string[];
}

const NAME = folded('d.name');
const TEXT = folded('$2::text');

/**
 * The departments of an organization for which a condition holds, best first. Paths are walked up only for those that
 * are shown. $1: organization, $2: text, $3: how many.
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

/** $2 has `%`, `_` and `\` escaped already. Names that begin with the text come first, then words that do. */
export const CONTAINING = statement(
  `${NAME} LIKE '%' || ${TEXT} || '%'`,
  `CASE WHEN ${NAME} LIKE ${TEXT} || '%' THEN 0 WHEN ${NAME} LIKE '% ' || ${TEXT} || '%' THEN 1 ELSE 2 END`,
);

/** By shared trigrams (pg_trgm), of which `%` wants a share of 0.3. */
export const SIMILAR = statement(`${NAME} % ${TEXT}`, `-similarity(${NAME}, ${TEXT})`);

/** Finds departments by what people remember of their names; upper and lower case are the same. */
export class DepartmentSearch {
  constructor(private readonly dataSource: DataSource) {}

  /** All departments of exactly this name, wherever they stand. */
  named(organizationId: OrganizationId, name: string, limit: number): Promise<FoundDepartment[]> {
    return this.dataSource.query(NAMED, [organizationId, name, limit]);
  }

  /** Departments with this text in their name; all of them, by name, for an empty text. */
  containing(organizationId: OrganizationId, text: string, limit: number): Promise<FoundDepartment[]> {
    return this.dataSource.query(CONTAINING, [organizationId, text.replace(/[\\%_]/g, '\\$&'), limit]);
  }

  /** Departments whose name looks like the text. */
  similar(organizationId: OrganizationId, text: string, limit: number): Promise<FoundDepartment[]> {
    return this.dataSource.query(SIMILAR, [organizationId, text, limit]);
  }
}
