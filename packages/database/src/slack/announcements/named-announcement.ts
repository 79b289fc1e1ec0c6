import {
  type Actor,
  type Channel,
  type DepartmentId,
  DomainError,
  type OrganizationId,
  type UserId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { readDepartment } from '../../departments/department-row.js';
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

/** What one message in a channel tells. */
export interface Announcement {
  readonly teamId: string;
  /** What was just changed, what is told once a day, or what could not be told in time. */
  readonly kind: 'changes' | 'summary' | 'late';
  readonly department: NamedDepartment;
  /** Who made the changes, and how they came in. Null for those of several actors. */
  readonly by: (Pick<Actor, 'type'> & { readonly person: NamedPerson | null; readonly channel: Channel }) | null;
  /** In the order in which they began. */
  readonly changes: readonly AnnouncedChange[];
}

/** Finds the names. Null when the workspace or the department is gone. */
export async function nameAnnouncement(
  tx: EntityManager,
  first: SlackAnnouncement,
  rows: readonly SlackAnnouncement[],
): Promise<Announcement | null> {
  const organizationId = first.organization_id as OrganizationId;
  const teamId = await teamOf(tx, first.team_id, organizationId);
  const department = await findDepartment(tx, organizationId, first.department_id);
  if (teamId === null || department === null) return null;
  const { team_id: workspaceId, actor_type, actor_id, channel } = first;
  const ids = [...rows.flatMap(({ user_ids }) => user_ids), ...(actor_type === 'user' ? [actor_id] : [])];
  const people = await findMembersInSlack(tx, { workspaceId, teamId }, ids as UserId[], organizationId);
  const person = (id: string | null): NamedPerson | null => {
    const found = people.get(id as UserId);
    return found ? { slackUserId: found.slack_user_id, name: found.full_name } : null;
  };
  const changes: AnnouncedChange[] = [];
  for (const { change, other_department_id, people: number, user_ids } of rows) {
    const other = other_department_id && ((await findDepartment(tx, organizationId, other_department_id)) ?? 'gone');
    const named = [...new Set(user_ids)].map(person).filter((each) => each !== null);
    changes.push({ change, other: other || null, people: number, named });
  }
  const key = actor_type === 'api_key' ? await keyName(tx, organizationId, actor_id) : null;
  const by = actor_type && channel && { type: actor_type as Actor['type'], person: key ?? person(actor_id), channel };
  return { teamId, kind: kindOf(first.bundle), department, by: by || null, changes };
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

async function findDepartment(
  tx: EntityManager,
  organizationId: OrganizationId,
  departmentId: string,
): Promise<NamedDepartment | null> {
  try {
    const { id, name, path } = await readDepartment(tx, organizationId, departmentId as DepartmentId);
    return { id, name, path };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'DEPARTMENT_NOT_FOUND') return null;
    throw error;
  }
}

async function keyName(tx: EntityManager, organizationId: OrganizationId, id: string | null) {
  const [key]: { name: string }[] = await tx.query(`SELECT name FROM api_keys WHERE organization_id = $1 AND id = $2`, [
    organizationId,
    id,
  ]);
  return key ? { slackUserId: null, name: key.name } : null;
}
