import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { NotAPerson } from '../messages/answer.js';
import type { Workspace } from './workspaces.js';

/** What the bot reads of a user object: https://docs.slack.dev/reference/objects/user-object */
const slackProfileSchema = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().optional(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  is_email_confirmed: z.boolean().optional(),
  real_name: z.string().optional(),
  enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
  profile: z
    .object({
      email: z.string().optional(),
      display_name: z.string().optional(),
      real_name: z.string().optional(),
    })
    .optional(),
});
export type SlackProfile = z.infer<typeof slackProfileSchema>;

const SLACKBOT = 'USLACKBOT';

/** Why a user cannot be a member of an organization, whatever the e-mail address. Null when one can. */
export function refusalOf(
  profile: SlackProfile,
  { teamId, enterpriseId }: { teamId: string; enterpriseId: string | null },
): NotAPerson | null {
  if (profile.deleted) return 'deactivated_in_slack';
  if (profile.is_bot || profile.id === SLACKBOT) return 'bot';
  const sameEnterprise = enterpriseId !== null && profile.enterprise_user?.enterprise_id === enterpriseId;
  const elsewhere = profile.team_id !== undefined && profile.team_id !== teamId && !sameEnterprise;
  if (profile.is_stranger || elsewhere) return 'other_workspace';
  if (profile.is_restricted || profile.is_ultra_restricted) return 'guest';
  if (profile.is_email_confirmed === false || !profile.profile?.email) return 'email_not_verified';
  return null;
}

export function nameOf({ id, name, real_name, profile }: SlackProfile): string {
  return profile?.real_name || real_name || profile?.display_name || name || id;
}

/** How long the list of all users is cached, as Slack limits `users.list`. */
const CACHED_MS = 60_000;
const PAGE = 200;

/** Users of one workspace that are listed; the others are asked for one by one. */
const MOST_LISTED = 20_000;

/** Above this many users, listing all (`users.list`) takes fewer calls than asking for each (`users.info`). */
const MANY = 20;

interface Listing {
  readonly until: number;
  readonly users: Promise<readonly SlackProfile[]>;
}

/** The users and user groups of workspaces, as Slack knows them. */
export class SlackUsers {
  private readonly listings = new Map<string, Listing>();

  /** The profiles of these users, without those whom Slack does not know. */
  async profiles(workspace: Workspace, ids: readonly string[]): Promise<Map<string, SlackProfile>> {
    const found = new Map<string, SlackProfile>();
    if (ids.length > MANY) {
      const wanted = new Set(ids);
      for (const user of await this.all(workspace)) if (wanted.has(user.id)) found.set(user.id, user);
    }
    for (const id of ids) {
      if (found.has(id)) continue;
      const profile = await readProfile(workspace.client, id);
      if (profile) found.set(id, profile);
    }
    return found;
  }

  /** The users with this handle, else with this display or real name. */
  async named(workspace: Workspace, name: string): Promise<SlackProfile[]> {
    const wanted = fold(name);
    const users = (await this.all(workspace)).filter(({ deleted }) => !deleted);
    const byHandle = users.filter((user) => fold(user.name) === wanted);
    if (byHandle.length > 0) return byHandle;
    return users.filter(({ real_name, profile }) =>
      [profile?.display_name, profile?.real_name, real_name].some((each) => fold(each) === wanted),
    );
  }

  /** The user with this e-mail address, or null when nobody in the workspace has it. */
  async byAddress({ client }: Workspace, email: string): Promise<SlackProfile | null> {
    try {
      return slackProfileSchema.parse((await client.users.lookupByEmail({ email })).user);
    } catch (error) {
      if (slackErrorOf(error) === 'users_not_found') return null;
      throw error;
    }
  }

  /** The ids of the users in a group, or null when there is no such group. */
  async groupMembers(workspace: Workspace, usergroupId: string): Promise<string[] | null> {
    try {
      const { users = [] } = await workspace.client.usergroups.users.list({ usergroup: usergroupId });
      return users;
    } catch (error) {
      if (slackErrorOf(error) === 'no_such_subteam') return null;
      throw error;
    }
  }

  private all(workspace: Workspace): Promise<readonly SlackProfile[]> {
    const known = this.listings.get(workspace.teamId);
    if (known && known.until > Date.now()) return known.users;
    const users = list(workspace);
    this.listings.set(workspace.teamId, { until: Date.now() + CACHED_MS, users });
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

/** The error code of an answer with `ok: false`; null for any other error. */
export function slackErrorOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('data' in error)) return null;
  const { data } = error as { data?: { error?: unknown } };
  return typeof data?.error === 'string' ? data.error : null;
}

function fold(text: string | undefined): string | undefined {
  return text?.normalize('NFKC').toLowerCase().trim();
}
