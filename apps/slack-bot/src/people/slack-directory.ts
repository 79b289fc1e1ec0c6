import type { WebClient } from '@slack/web-api';
import type { Workspace } from '../installations/workspaces.js';
import { type SlackProfile, slackProfileSchema } from './slack-profile.js';

const KEPT_MS = 60_000;
const PAGE = 200;

/** Users of one workspace that are listed at most: more are found one by one. */
const MOST_LISTED = 20_000;

/** Above this many it is fewer calls to list everybody (`users.list`) than to ask for each (`users.info`). */
const MANY = 20;

interface Listing {
  readonly until: number;
  readonly users: Promise<readonly SlackProfile[]>;
}

/** Who is in a workspace, as Slack says. The list of all is kept for a minute, as Slack gives it seldom. */
export class SlackDirectory {
  private readonly listings = new Map<string, Listing>();

  /** The profiles of these users; who is not there is left out. */
  async profiles(workspace: Workspace, ids: readonly string[]): Promise<Map<string, SlackProfile>> {
    const found = new Map<string, SlackProfile>();
    if (ids.length > MANY) {
      const wanted = new Set(ids);
      for (const user of await this.everybody(workspace)) if (wanted.has(user.id)) found.set(user.id, user);
    }
    for (const id of ids) {
      if (found.has(id)) continue;
      const profile = await readProfile(workspace.client, id);
      if (profile) found.set(id, profile);
    }
    return found;
  }

  /** Those whom a handle or a shown name means. More than one: it says nothing. */
  async named(workspace: Workspace, name: string): Promise<SlackProfile[]> {
    const wanted = fold(name);
    const users = (await this.everybody(workspace)).filter(({ deleted }) => !deleted);
    const byHandle = users.filter((user) => fold(user.name) === wanted);
    if (byHandle.length > 0) return byHandle;
    return users.filter(({ real_name, profile }) =>
      [profile?.display_name, profile?.real_name, real_name].some((each) => fold(each) === wanted),
    );
  }

  async groupMembers(workspace: Workspace, usergroupId: string): Promise<string[] | null> {
    try {
      const { users = [] } = await workspace.client.usergroups.users.list({ usergroup: usergroupId });
      return users;
    } catch (error) {
      if (slackErrorOf(error) === 'no_such_subteam') return null;
      throw error;
    }
  }

  private everybody(workspace: Workspace): Promise<readonly SlackProfile[]> {
    const known = this.listings.get(workspace.teamId);
    if (known && known.until > Date.now()) return known.users;
    const users = list(workspace);
    this.listings.set(workspace.teamId, { until: Date.now() + KEPT_MS, users });
    users.catch(() => this.listings.delete(workspace.teamId));
    return users;
  }
}

async function list({ client, teamId }: Workspace): Promise<SlackProfile[]> {
  const users: SlackProfile[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.users.list({ limit: PAGE, team_id: teamId, ...(cursor ? { cursor } : {}) });
    users.push(...(page.members ?? []).map((user) => slackProfileSchema.parse(user)));
    cursor = page.response_metadata?.next_cursor;
  } while (cursor && users.length < MOST_LISTED);
  return users;
}

async function readProfile(client: WebClient, user: string): Promise<SlackProfile | null> {
  try {
    return slackProfileSchema.parse((await client.users.info({ user })).user);
  } catch (error) {
    const code = slackErrorOf(error);
    if (code === 'user_not_found' || code === 'user_not_visible') return null;
    throw error;
  }
}

/** What Slack answered with `ok: false`; null for everything else that went wrong. */
export function slackErrorOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('data' in error)) return null;
  const { data } = error as { data?: { error?: unknown } };
  return typeof data?.error === 'string' ? data.error : null;
}

function fold(text: string | undefined): string | undefined {
  return text?.normalize('NFKC').toLowerCase().trim();
}
