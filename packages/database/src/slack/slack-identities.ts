import { normalizeEmail, type OrganizationId, type OrganizationRole, type UserId } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';

/** How long what Slack says about a user is trusted without asking again. */
export const CACHED_FOR = '5 minutes';

/** The member whom a Slack user is linked to. */
export interface SlackPerson {
  readonly user_id: UserId;
  readonly full_name: string;
  readonly role: OrganizationRole;
  readonly active: boolean;
}

/** A member, and which Slack user they are, where that is known. */
interface MemberInSlack extends SlackPerson {
  readonly email: string;
  readonly slack_user_id: string | null;
}

/** `checked` is true while Slack need not be asked about the user again. */
export type LinkedPerson = SlackPerson & { readonly checked: boolean | null };

interface WorkspaceKey {
  readonly workspaceId: string;
  readonly teamId: string;
}

interface SlackUserKey {
  readonly teamId: string;
  readonly slackUserId: string;
  readonly organizationId: OrganizationId;
}

const PERSON = `p.user_id, p.full_name, p.role, p.deactivated_at IS NULL AS active`;

/** The Slack user who is linked to a member now. */
const LINKED = `(
  SELECT min(i.slack_user_id) FROM slack_identities i
  WHERE i.organization_id = p.organization_id AND i.user_id = p.user_id AND i.team_id = $1
    AND (i.cached_until IS NULL OR i.cached_until > clock_timestamp()))`;

/** The user in the directory with a member's name and address; `slack_users_names_idx` finds the name. */
const NAMESAKE = `(
  SELECT min(u.slack_user_id) FROM slack_users u
  WHERE u.team_id = $2 AND u.search_names @> ARRAY[lower(normalize(p.full_name, NFKC))]
    AND lower(u.profile #>> '{profile,email}') = lower(p.email)
    AND (u.profile -> 'is_email_confirmed') = 'true'
    AND NOT u.profile @> ANY (ARRAY['{"is_bot": true}', '{"is_restricted": true}', '{"is_ultra_restricted": true}']::jsonb[]))`;

/** Which Slack user is which member. Only the identity is stored; roles are read each time. */
export class SlackIdentities {
  constructor(private readonly dataSource: DataSource) {}

  /** The linked members by Slack user ID. Links to another organization do not count. */
  async findAll(
    teamId: string,
    slackUserIds: readonly string[],
    organizationId: OrganizationId,
  ): Promise<Map<string, LinkedPerson>> {
    const rows: (LinkedPerson & { slack_user_id: string })[] = await this.dataSource.query(
      `SELECT i.slack_user_id, ${PERSON}, coalesce(i.cached_until, i.checked_until) > clock_timestamp() AS checked
       FROM slack_identities i
       JOIN organization_members p ON p.organization_id = i.organization_id AND p.user_id = i.user_id
       WHERE i.team_id = $1 AND i.slack_user_id = ANY ($2) AND i.organization_id = $3
         AND (i.cached_until IS NULL OR i.cached_until > clock_timestamp())`,
      [teamId, slackUserIds, organizationId],
    );
    return new Map(rows.map(({ slack_user_id, ...person }) => [slack_user_id, person]));
  }

  /** The Slack user who is linked to this member, by an admin first; null when none is. */
  async findSlackUser(teamId: string, organizationId: OrganizationId, userId: UserId): Promise<string | null> {
    const [row]: { slack_user_id: string }[] = await this.dataSource.query(
      `SELECT slack_user_id FROM slack_identities
       WHERE organization_id = $2 AND user_id = $3 AND team_id = $1
         AND (cached_until IS NULL OR cached_until > clock_timestamp())
       ORDER BY cached_until DESC NULLS FIRST, slack_user_id LIMIT 1`,
      [teamId, organizationId, userId],
    );
    return row?.slack_user_id ?? null;
  }

  /** Slack says that the user of an admin's link is a full member of the workspace: true for some minutes. */
  async markChecked(teamId: string, slackUserId: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE slack_identities SET checked_until = clock_timestamp() + interval '${CACHED_FOR}'
       WHERE team_id = $1 AND slack_user_id = $2 AND how = 'explicit'`,
      [teamId, slackUserId],
    );
  }

  /** Finds the member by an e-mail address that Slack verified, and links them for some minutes. */
  async findByEmail({ teamId, slackUserId, organizationId }: SlackUserKey, email: string): Promise<SlackPerson | null> {
    const person = await this.findByAddress(organizationId, email);
    if (person === null) {
      await this.forget(teamId, slackUserId);
      return null;
    }
    await this.dataSource.query(
      `INSERT INTO slack_identities AS i (team_id, slack_user_id, organization_id, user_id, how, cached_until)
       VALUES ($1, $2, $3, $4, 'email', clock_timestamp() + interval '${CACHED_FOR}')
       ON CONFLICT (team_id, slack_user_id) DO UPDATE SET
         organization_id = excluded.organization_id, user_id = excluded.user_id, how = 'email',
         cached_until = excluded.cached_until, linked_by = NULL,
         created_at = CASE WHEN (i.organization_id, i.user_id) = (excluded.organization_id, excluded.user_id)
                           THEN i.created_at ELSE excluded.created_at END
       WHERE i.how = 'email' OR i.organization_id <> excluded.organization_id`,
      [teamId, slackUserId, organizationId, person.user_id],
    );
    return person;
  }

  /** Finds the member by an address that was typed. Nothing is stored, as no Slack user is named. */
  async findByAddress(organizationId: OrganizationId, email: string): Promise<SlackPerson | null> {
    const [person]: SlackPerson[] = await this.dataSource.query(
      `SELECT ${PERSON} FROM organization_members p WHERE lower(p.email) = lower($2) AND p.organization_id = $1`,
      [organizationId, normalizeEmail(email)],
    );
    return person ?? null;
  }

  /** See `findMembersInSlack`. */
  findMembers(workspace: WorkspaceKey, userIds: readonly UserId[], organizationId: OrganizationId) {
    return findMembersInSlack(this.dataSource.manager, workspace, userIds, organizationId);
  }

  /** Forgets a link by e-mail address. An admin's link stays. */
  async forget(teamId: string, slackUserId: string): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM slack_identities WHERE team_id = $1 AND slack_user_id = $2 AND how = 'email'`,
      [teamId, slackUserId],
    );
  }
}

/**
 * Members by their ID. Which Slack user a member is serves only to name them: beside the links it comes from the directory
 * of Slack users, by name and confirmed address.
 */
export async function findMembersInSlack(
  tx: EntityManager,
  { workspaceId, teamId }: WorkspaceKey,
  userIds: readonly UserId[],
  organizationId: OrganizationId,
): Promise<Map<UserId, MemberInSlack>> {
  if (userIds.length === 0) return new Map();
  const rows: MemberInSlack[] = await tx.query(
    `SELECT ${PERSON}, p.email, coalesce(${LINKED}, ${NAMESAKE}) AS slack_user_id
     FROM organization_members p
     WHERE p.organization_id = $3 AND p.user_id = ANY ($4)`,
    [workspaceId, teamId, organizationId, userIds],
  );
  return new Map(rows.map((row) => [row.user_id, row]));
}
