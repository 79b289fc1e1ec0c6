import type { DataSource } from 'typeorm';
import type { SlackDirectory } from '../entities/slack-directory.entity.js';
import { isOpenWorkspace } from './open-workspaces.js';
import { hasUsableToken, type UsableTokens } from './usable-tokens.js';

/** A user, as Slack told of one. */
export interface SlackDirectoryEntry {
  readonly id: string;
  /** What identifies the user: flags, names and the e-mail address. */
  readonly profile: object;
  /** All names by which the user is found, in one form of writing. */
  readonly searchNames: readonly string[];
  /** When Slack last changed the user, in seconds since 1970: an older state never replaces a newer one. */
  readonly changedAt: number;
}

/** Longer than it takes to read the pages that one bot reads in one go. */
const LEASE = '2 minutes';

/** A directory is read again after this time, in case an event was lost. */
const REFRESHED_AFTER = '1 day';

/** As many users of one name are told apart. */
const MOST_NAMESAKES = 10;

/** The users of Slack teams: read in the background, page by page, and kept up to date by events. */
export class SlackDirectories {
  constructor(
    private readonly dataSource: DataSource,
    private readonly usableTokens: UsableTokens = null,
  ) {}

  /**
   * Begins the directories of workspaces that were connected, deletes those of workspaces that are connected no more, and
   * leases those that are due, of workspaces whose token this bot can use. A bot that dies leaves its directory to the next
   * one, which continues at the same page.
   */
  async leaseDue(limit: number): Promise<SlackDirectory[]> {
    await this.dataSource.query(
      `INSERT INTO slack_directories (team_id, workspace_id)
       SELECT i.team_id, i.workspace_id FROM slack_installations i
       WHERE i.team_id IS NOT NULL AND i.organization_id IS NOT NULL
         AND NOT EXISTS (SELECT FROM slack_directories d WHERE d.team_id = i.team_id)
       ON CONFLICT DO NOTHING`,
    );
    await this.dataSource.query(
      `DELETE FROM slack_directories d USING slack_installations i
       WHERE i.workspace_id = d.workspace_id AND i.organization_id IS NULL`,
    );
    const [rows]: [SlackDirectory[], number] = await this.dataSource.query(
      `UPDATE slack_directories SET due_at = clock_timestamp() + interval '${LEASE}',
         begun_at = CASE WHEN cursor IS NULL THEN clock_timestamp() ELSE begun_at END
       WHERE team_id IN (
         SELECT team_id FROM slack_directories WHERE due_at <= clock_timestamp()
           AND ${isOpenWorkspace('slack_directories.workspace_id')}
           AND ${hasUsableToken('slack_directories.workspace_id', '$2')}
         ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [limit, this.usableTokens],
    );
    return rows;
  }

  /** A team of an Enterprise installation, which is known once someone there uses the bot. */
  async open(teamId: string, workspaceId: string): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO slack_directories (team_id, workspace_id)
       SELECT $1, workspace_id FROM slack_installations WHERE workspace_id = $2 AND organization_id IS NOT NULL
       ON CONFLICT DO NOTHING`,
      [teamId, workspaceId],
    );
  }

  /** Stores a page, and where the next one begins. After the last one, users who were in none are deleted. */
  async store(teamId: string, users: readonly SlackDirectoryEntry[], next: string | null): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await tx.query(UPSERT, [teamId, rowsOf(users)]);
      await tx.query(
        `UPDATE slack_directories SET cursor = $2, failures = 0,
           completed_at = CASE WHEN $2::text IS NULL THEN clock_timestamp() ELSE completed_at END,
           due_at = clock_timestamp() + CASE WHEN $2::text IS NULL THEN interval '${REFRESHED_AFTER}' ELSE interval '${LEASE}' END
         WHERE team_id = $1`,
        [teamId, next],
      );
      if (next !== null) return;
      await tx.query(
        `DELETE FROM slack_users u USING slack_directories d
         WHERE d.team_id = u.team_id AND u.team_id = $1 AND u.read_at < d.begun_at`,
        [teamId],
      );
    });
  }

  /** Slack asks to wait. Nothing has failed. */
  async pause(teamId: string, seconds: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE slack_directories SET due_at = clock_timestamp() + make_interval(secs => $2) WHERE team_id = $1`,
      [teamId, seconds],
    );
  }

  /** It begins anew after 2, 4, 8, … seconds, an hour at most. */
  async fail(teamId: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE slack_directories SET cursor = NULL, failures = failures + 1,
         due_at = clock_timestamp() + make_interval(secs => least(2 ^ least(failures + 1, 12), 3600))
       WHERE team_id = $1`,
      [teamId],
    );
  }

  /** Slack told of a user who joined or changed. Does nothing for teams without a directory. */
  async put(teamId: string, user: SlackDirectoryEntry): Promise<void> {
    await this.dataSource.query(UPSERT, [teamId, rowsOf([user])]);
  }

  async remove(teamId: string, slackUserId: string): Promise<void> {
    await this.dataSource.query(`DELETE FROM slack_users WHERE team_id = $1 AND slack_user_id = $2`, [
      teamId,
      slackUserId,
    ]);
  }

  /** The IDs of users with this search name: several, when they share it. `complete`: all users have been read once. */
  async named(teamId: string, searchName: string): Promise<{ ids: string[]; complete: boolean }> {
    const [directory]: { complete: boolean }[] = await this.dataSource.query(
      `SELECT completed_at IS NOT NULL AS complete FROM slack_directories WHERE team_id = $1`,
      [teamId],
    );
    const users: { slack_user_id: string }[] = await this.dataSource.query(
      `SELECT slack_user_id FROM slack_users
       WHERE team_id = $1 AND search_names @> ARRAY[$2] ORDER BY slack_user_id LIMIT ${MOST_NAMESAKES}`,
      [teamId, searchName],
    );
    return { ids: users.map(({ slack_user_id }) => slack_user_id), complete: directory?.complete ?? false };
  }

  /** The profiles of these users, without those who are not in the directory. */
  async profiles(teamId: string, ids: readonly string[]): Promise<unknown[]> {
    const rows: { profile: unknown }[] = await this.dataSource.query(
      `SELECT profile FROM slack_users WHERE team_id = $1 AND slack_user_id = ANY ($2)`,
      [teamId, ids],
    );
    return rows.map(({ profile }) => profile);
  }
}

/** In the order of the key, so that a page and an event cannot deadlock. */
const UPSERT = `
  INSERT INTO slack_users AS u (team_id, slack_user_id, profile, search_names, changed_at)
  SELECT d.team_id, r.id, r.profile, r.search_names, to_timestamp(r.changed_at)
  FROM slack_directories d, jsonb_to_recordset($2) AS r(id text, profile jsonb, search_names text[], changed_at bigint)
  WHERE d.team_id = $1 ORDER BY r.id
  ON CONFLICT (team_id, slack_user_id) DO UPDATE SET
    profile = excluded.profile, search_names = excluded.search_names,
    changed_at = excluded.changed_at, read_at = clock_timestamp()
  WHERE u.changed_at <= excluded.changed_at`;

function rowsOf(users: readonly SlackDirectoryEntry[]): string {
  const rows = users.map(({ id, profile, searchNames, changedAt }) => {
    return { id, profile, search_names: searchNames, changed_at: changedAt };
  });
  return JSON.stringify(rows, (_, value) => (typeof value === 'string' ? storable(value) : value));
}

/** Postgres stores neither NUL nor half of a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
