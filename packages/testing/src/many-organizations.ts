import type { MembershipCommand } from '@roster/domain';
import { addCommand } from '@roster/local-stack';
import type { MembershipGateway } from '@roster/queue';
import type { DataSource } from 'typeorm';

/** Adds organizations 1 to `count`, with one department each and the people 1 to `people`. `owner`: as the owner of the tables. */
export async function addOrganizations(owner: DataSource, count: number, people: number): Promise<void> {
  await owner.query(
    `WITH numbers AS (SELECT lpad(number::text, 5, '0') AS n FROM generate_series(1, $1::int) AS number),
       organization AS (INSERT INTO organizations (id, name) SELECT 'org_' || n, n FROM numbers),
       department AS (INSERT INTO departments (id, organization_id, name) SELECT 'dept_' || n, 'org_' || n, n FROM numbers)
     INSERT INTO organization_members (organization_id, user_id, full_name, email)
     SELECT 'org_' || n, 'usr_' || n || number, 'Somebody', n || number || '@company.com'
       FROM numbers CROSS JOIN generate_series(1, $2::int) AS number`,
    [count, people],
  );
}

/** Adds one of these people to the department of their organization. */
export function addIn(organization: number, person: number): MembershipCommand {
  const number = String(organization).padStart(5, '0');
  return addCommand({
    organizationId: `org_${number}`,
    departmentId: `dept_${number}`,
    userId: `usr_${number}${person}`,
  });
}

interface SubmitOptions {
  /** Default: 10 s. */
  readonly waitMs?: number;
  /** How many are under way at a time. Default: 64. */
  readonly concurrency?: number;
}

/** Resolves with the states of the submissions, in order. */
export async function submitAll(
  gateway: MembershipGateway,
  commands: readonly MembershipCommand[],
  { waitMs = 10_000, concurrency = 64 }: SubmitOptions = {},
): Promise<string[]> {
  const states: string[] = [];
  const next = commands.entries();
  const submitter = async () => {
    for (const [index, command] of next) states[index] = (await gateway.submit(command, { waitMs })).state;
  };
  await Promise.all(Array.from({ length: concurrency }, submitter));
  return states;
}
