import type { SlackDirectories, SlackDirectoryEntry } from '@roster/database';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { NotAPerson } from '../messages/answer.js';
import { slackErrorOf } from './slack-error.js';
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
  updated: z.number().optional(),
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

export function parseProfile(user: unknown): SlackProfile {
  return slackProfileSchema.parse(user);
}

const SLACKBOT = 'USLACKBOT';

/** Why a user cannot be a member of an organization, whatever the e-mail address, even when an admin linked them. */
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
  return null;
}

/** Why the e-mail address says nothing about who the user is: without Slack's word it is not confirmed. */
export function addressRefusalOf({ is_email_confirmed, profile }: SlackProfile): NotAPerson | null {
  return is_email_confirmed === true && profile?.email ? null : 'email_not_verified';
}

export function nameOf({ id, name, real_name, profile }: SlackProfile): string {
  return profile?.real_name || real_name || profile?.display_name || name || id;
}

/** What the directory keeps of a user. Null for those who left. */
export function entryOf(profile: SlackProfile): SlackDirectoryEntry | null {
  const { id, deleted, updated: changedAt = 0 } = profile;
  return deleted ? null : { id, profile, searchNames: searchNamesOf(profile), changedAt };
}

function searchNamesOf({ name, real_name, profile }: SlackProfile): string[] {
  const all = [name, profile?.display_name, profile?.real_name, real_name].map((each) => fold(each ?? ''));
  return [...new Set(all)].filter((each) => each !== '');
}

/** Above this many users, those in the directory are taken from there, as Slack takes 100 calls of `users.info` a minute. */
const MANY = 50;

/** Calls of `users.info` that are under way at a time, for one request. */
const SIDE_BY_SIDE = 10;

/** Whom a name means. `complete` is false while the workspace's names have not all been read yet. */
interface NamedUsers {
  readonly users: readonly SlackProfile[];
  readonly complete: boolean;
}

/** The users and user groups of workspaces, as Slack knows them now. */
export class SlackUsers {
  constructor(private readonly directories: SlackDirectories) {}

  /**
   * Of many users, those in the directory; of few, none. A change in Slack reaches the directory with its event, and if that
   * was lost, within a day: these profiles say nothing about who acts.
   */
  async storedProfiles({ teamId }: Workspace, ids: readonly string[]): Promise<Map<string, SlackProfile>> {
    const stored = ids.length > MANY ? await this.directories.profiles(teamId, ids) : [];
    return new Map(stored.map(parseProfile).map((profile) => [profile.id, profile]));
  }

  /** The profiles of these users as Slack gives them now, without those whom Slack does not know. */
  async profiles({ client }: Workspace, ids: readonly string[]): Promise<Map<string, SlackProfile>> {
    const found = new Map<string, SlackProfile>();
    const waiting = [...ids];
    const work = async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        const profile = await readProfile(client, id);
        if (profile) found.set(id, profile);
      }
    };
    try {
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
    } catch (error) {
      waiting.length = 0;
      throw error;
    }
    return found;
  }

  /**
   * The users with this handle, else with this display or real name. The directory says who it may be; Slack is asked
   * whether they are still called so.
   */
  async named(workspace: Workspace, name: string): Promise<NamedUsers> {
    const wanted = fold(name);
    const { ids, complete } = await this.directories.named(workspace.teamId, wanted);
    if (!complete) await this.directories.open(workspace.teamId, workspace.workspaceId);
    const profiles = await this.profiles(workspace, ids);
    const current = [...profiles.values()].filter((user) => !user.deleted && searchNamesOf(user).includes(wanted));
    const byHandle = current.filter((user) => fold(user.name ?? '') === wanted);
    // A handle belongs to one user. Until all are read, another may have the same display name.
    return { users: byHandle.length > 0 ? byHandle : complete ? current : [], complete };
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
}

async function readProfile(client: WebClient, user: string): Promise<SlackProfile | null> {
  try {
    return parseProfile((await client.users.info({ user })).user);
  } catch (error) {
    const code = slackErrorOf(error);
    if (code === 'user_not_found' || code === 'user_not_visible') return null;
    throw error;
  }
}

/** One form of writing for names that people take for the same. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
