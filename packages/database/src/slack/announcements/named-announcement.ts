import {
  type Actor,
  type Channel,
  type DepartmentId,
  formatPath,
  type OrganizationId,
  type UserId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { NAMES_DOWN_TO } from '../../departments/department-row.js';
import type { SlackAnnouncement } from '../../entities/slack-announcement.entity.js';
import { findMembersInSlack } from '../slack-identities.js';

/** Someone as a message names them. */
interface NamedPerson {
  /** Null where it is not known which Slack user they are. */
  readonly slackUserId: string | null;
  readonly name: string;
}

interface NamedDepartment {
  readonly id: DepartmentId;
  readonly name: string;
  readonly path: string;
}

/** People who became members of the department, or are no longer. */
export interface AnnouncedChange {
  readonly change: 'added' | 'removed';
  /** In a move: where they came from, or went to. `gone`: a department that was deleted since. */
  readonly other: NamedDepartment | 'gone' | null;
  /** How many people; in a summary someone who came twice counts twice. */
  readonly people: number;
  /** The first of them, without those who have left the organization since. */
  readonly named: readonly NamedPerson[];
}

/** What one message in a channel announces. */
export interface Announcement {
  readonly teamId: string;
  /** What was just changed, what is announced once a day, or what could not be announced in time. */
  readonly kind: 'changes' | 'summary' | 'late';
  readonly department: NamedDepartment;
  /** Who made the changes, and how they came in. Null for those of several actors. */
  readonly by: (Pick<Actor, 'type'> & { readonly person: NamedPerson | null; readonly channel: Channel }) | null;
  /** The first of them, in the order in which they began, */
  readonly changes: readonly AnnouncedChange[];
  /** and how many people were added or removed by the others. */
  readonly more: number;
}

/** Changes of a bundle that are listed one by one. More than a few are moves from and to many departments. */
const MOST_CHANGES = 20;

/** Finds the names for the changes of a bundle. Null when the workspace or the department is gone. */
export async function nameAnnouncement(
  tx: EntityManager,
  first: SlackAnnouncement,
  rows: readonly SlackAnnouncement[],
): Promise<Announcement | null> {
  const organizationId = first.organization_id as OrganizationId;
  const teamId = await teamOf(tx, first.team_id, organizationId);
  const told = rows.slice(0, MOST_CHANGES);
  const others = told.map(({ other_department_id }) => other_department_id);
  const departments = await findDepartments(tx, organizationId, [first.department_id, ...others]);
  const department = departments.get(first.department_id);
  if (teamId === null || department === undefined) return null;
  const { team_id: workspaceId, actor_type, actor_id, channel } = first;
  const ids = [...told.flatMap(({ user_ids }) => user_ids), ...(actor_type === 'user' ? [actor_id] : [])];
  const people = await findMembersInSlack(tx, { workspaceId, teamId }, ids as UserId[], organizationId);
  const person = (id: string | null): NamedPerson | null => {
    const found = people.get(id as UserId);
    return found ? { slackUserId: found.slack_user_id, name: found.full_name } : null;
  };
  const changes = told.map(({ change, other_department_id: id, people: number, user_ids }): AnnouncedChange => {
    const named = [...new Set(user_ids)].map(person).filter((each) => each !== null);
    return { change, other: id === '' ? null : (departments.get(id) ?? 'gone'), people: number, named };
  });
  const more = rows.slice(MOST_CHANGES).reduce((sum, row) => sum + row.people, 0);
  const key = actor_type === 'api_key' ? await keyName(tx, organizationId, actor_id) : null;
  const by = actor_type && channel && { type: actor_type as Actor['type'], person: key ?? person(actor_id), channel };
  return { teamId, kind: kindOf(first.bundle), department, by: by || null, changes, more };
}

function kindOf(bundle: string): Announcement['kind'] {
  return bundle === 'summary' || bundle === 'late' ? bundle : 'changes';
}

/** The team whose users are known; that of an installation for a whole Enterprise organization is the organization itself. */
async function teamOf(tx: EntityManager, workspaceId: string, organizationId: OrganizationId): Promise<string | null> {
  const [row]: { team: string }[] = await tx.query(
    `SELECT coalesce(team_id, workspace_id) AS team FROM slack_installations
     WHERE workspace_id = $1 AND organization_id = $2`,
    [workspaceId, organizationId],
  );
  return row?.team ?? null;
}

async function findDepartments(
  tx: EntityManager,
  organizationId: OrganizationId,
  ids: readonly string[],
): Promise<Map<string, NamedDepartment>> {
  const rows: { id: DepartmentId; names: string[] }[] = await tx.query(
    `SELECT d.id, ${NAMES_DOWN_TO} AS names FROM departments d WHERE d.organization_id = $1 AND d.id = ANY ($2)`,
    [organizationId, ids],
  );
  return new Map(rows.map(({ id, names }) => [id, { id, name: names.at(-1) ?? '', path: formatPath(names) }]));
}

async function keyName(tx: EntityManager, organizationId: OrganizationId, id: string | null) {
  const [key]: { name: string }[] = await tx.query(`SELECT name FROM api_keys WHERE organization_id = $1 AND id = $2`, [
    organizationId,
    id,
  ]);
  return key ? { slackUserId: null, name: key.name } : null;
}
