import { ApiKeyStore } from '@roster/database';
import { ALL_SCOPES, organizationIdSchema } from '@roster/domain';
import type { DataSource } from 'typeorm';

/** People per INSERT: on a busy machine all of them in one would take longer than a statement may. */
const PEOPLE_AT_ONCE = 10_000;

/** Where somebody is added. */
export interface Place {
  readonly organization: string;
  readonly department: string;
  /** Of a caller who may. */
  readonly token: string;
}

/** Another organization, with a department and the people `usr_f1` to `usr_fN`. `name`: letters and digits. */
export async function addPlace(dataSource: DataSource, name: string, people: number): Promise<Place> {
  const organization = organizationIdSchema.parse(`org_${name}`);
  const place = { organization, department: `dept_${name}`, token: `roster_fault_${name}` };
  await dataSource.query(`INSERT INTO organizations (id, name) VALUES ($1, $2)`, [organization, name]);
  await dataSource.query(`INSERT INTO departments (id, organization_id, name) VALUES ($2, $1, $3)`, [
    organization,
    place.department,
    name,
  ]);
  await addPeople(dataSource, organization, people);
  await new ApiKeyStore(dataSource).put({
    organizationId: organization,
    name: 'faults',
    token: place.token,
    scopes: ALL_SCOPES,
  });
  return place;
}

/** The people `usr_f1` to `usr_fN`. */
export async function addPeople(dataSource: DataSource, organization: string, people: number): Promise<void> {
  for (let first = 1; first <= people; first += PEOPLE_AT_ONCE) {
    await dataSource.query(
      `INSERT INTO organization_members (organization_id, user_id, full_name, email)
       SELECT $1, 'usr_f' || n, 'Person ' || n, 'f' || n || '@company.com' FROM generate_series($2::int, $3::int) n`,
      [organization, first, Math.min(first + PEOPLE_AT_ONCE - 1, people)],
    );
  }
}
