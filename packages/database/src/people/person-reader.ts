import type { OrganizationId, OrganizationRole, Person, PersonStatus, UserId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { containing, SEARCHED, UNICODE } from '../memberships/member-search.js';
import { PERSON_COLUMNS, readPerson } from './person-row.js';

export interface PersonListQuery {
  readonly organizationId: OrganizationId;
  /** A part of the name or of the address, whatever the case. */
  readonly q?: string | undefined;
  readonly role?: OrganizationRole | undefined;
  readonly status?: PersonStatus | undefined;
  readonly limit: number;
  /** The last of the page before. */
  readonly after?: UserId | undefined;
}

export class PersonReader {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws DomainError MEMBER_NOT_FOUND */
  find(organizationId: OrganizationId, userId: UserId): Promise<Person> {
    return readPerson(this.dataSource.manager, organizationId, userId);
  }

  /**
   * A page in the order of ids, which is that of coming. By key, never by offset. What is not asked for is folded away
   * when the statement is planned, so that each question gets the plan of its own.
   */
  async list(query: PersonListQuery): Promise<{ people: Person[]; next: UserId | null }> {
    const rows: Person[] = await this.dataSource.query(
      `SELECT ${PERSON_COLUMNS} FROM organization_members p
       WHERE p.organization_id = $1
         AND ($2::text IS NULL OR p.user_id > $2)
         AND ($3::text IS NULL OR ${SEARCHED} LIKE lower($3::text COLLATE ${UNICODE}))
         AND ($4::text IS NULL OR p.role = $4)
         AND ($5::text IS NULL OR (p.deactivated_at IS NULL) = ($5 = 'active'))
       ORDER BY p.user_id
       LIMIT $6`,
      [
        query.organizationId,
        query.after,
        query.q === undefined ? undefined : containing(query.q),
        query.role,
        query.status,
        query.limit + 1,
      ],
    );
    const people = rows.slice(0, query.limit);
    return { people, next: rows.length > query.limit ? (people.at(-1)?.user_id ?? null) : null };
  }
}
