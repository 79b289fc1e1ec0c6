import { randomBytes } from 'node:crypto';
import { createEmulator, type Emulator } from 'emulate';
import type { Json } from './check-payload.js';
import type { AppSeed, ChannelSeed, UserGroupSeed, UserSeed, WorkspaceSeed } from './seeds.js';

export interface SlackUser extends UserSeed {
  readonly id: string;
  readonly teamId: string;
  /** When Slack last changed it, in seconds since 1970. */
  readonly updated: number;
}

/** A direct message between other people, which a bot does not see. */
export const DIRECT_MESSAGE = { name: 'directmessage', id: 'D0EMULATED' };

/** `emulate` gives all workspaces this id; answers are rewritten to each workspace's own. */
const EMULATED_TEAM = 'T000000001';

/** One workspace. `emulate` answers its Web API, except for users. */
export class Workspace {
  private readonly usersById: Map<string, SlackUser>;
  readonly groups: readonly UserGroupSeed[];
  /** The channels that the bot is a member of, by id. It begins in none. */
  readonly botChannels = new Set<string>();
  /** Archived channels, by id. */
  readonly archived = new Set<string>();
  /** Channels that are shared with another organization since, by id. */
  private readonly shared = new Set<string>();

  private constructor(
    readonly seed: WorkspaceSeed,
    readonly app: AppSeed,
    /** The app's token from the start. An installation over OAuth issues another. */
    readonly botToken: string,
    readonly botUserId: string,
    /** Slack's own token, with all scopes. */
    private readonly ownToken: string,
    private readonly emulator: Emulator,
    ids: ReadonlyMap<string, string>,
    private readonly channelIds: ReadonlyMap<string, string>,
  ) {
    const updated = Math.floor(Date.now() / 1000) - 1;
    const acting = seed.users.map((user) => ({ ...user, id: ids.get(user.name) ?? '', teamId: seed.id, updated }));
    const roster = { name: 'roster', bot: true, email: null, id: botUserId, teamId: seed.id, updated };
    const crowd = crowdOf(seed).map((user) => ({ ...user, teamId: seed.id, updated }));
    this.usersById = new Map([...acting, roster, ...crowd].map((user) => [user.id, user]));
    this.groups = seed.groups ?? [];
  }

  static async start(seed: WorkspaceSeed, app: AppSeed): Promise<Workspace> {
    const botToken = `xoxb-${randomBytes(20).toString('hex')}`;
    const ownToken = `xoxb-${randomBytes(20).toString('hex')}`;
    const botUserId = `U${randomBytes(5).toString('hex').toUpperCase().slice(0, 9)}`;
    const emulator = await createEmulator({
      service: 'slack',
      port: 0,
      seed: { slack: slackSeed(seed, app, { botToken, ownToken, botUserId }) },
    });
    const ids = new Map<string, string>();
    const channelIds = new Map<string, string>();
    for (const user of await all(emulator, ownToken, 'users.list', 'members')) ids.set(user.name, user.id);
    for (const each of await all(emulator, ownToken, 'conversations.list', 'channels')) {
      channelIds.set(each.name, each.id);
    }
    return new Workspace(seed, app, botToken, botUserId, ownToken, emulator, ids, channelIds);
  }

  get id(): string {
    return this.seed.id;
  }

  get users(): readonly SlackUser[] {
    return [...this.usersById.values()];
  }

  userById(id: string): SlackUser | undefined {
    return this.usersById.get(id);
  }

  /** Someone joins, or changes: what `users.info` answers from now on. */
  put(user: SlackUser): void {
    this.usersById.set(user.id, user);
  }

  user(name: string): SlackUser {
    const user = this.users.find((each) => each.name === name);
    if (!user) throw new Error(`There is no user "${name}" in ${this.seed.name}.`);
    return user;
  }

  findChannel(name: string): string | undefined {
    return this.channelIds.get(name);
  }

  /** What is known of a channel; undefined for direct messages. */
  channelSeed(id: string): ChannelSeed | undefined {
    const name = [...this.channelIds].find(([, each]) => each === id)?.[0];
    if (name === undefined) return undefined;
    const seed = channelSeeds(this.seed).find((each) => each.name === name) ?? { name };
    return this.shared.has(id) ? { ...seed, isShared: true } : seed;
  }

  /** A channel is shared with another organization from now on. */
  shares(name: string): void {
    this.shared.add(this.channel(name));
  }

  channel(name: string): string {
    const id = name === DIRECT_MESSAGE.name ? DIRECT_MESSAGE.id : this.findChannel(name);
    if (!id) throw new Error(`There is no channel "${name}" in ${this.seed.name}.`);
    return id;
  }

  /** The name of a channel; its id when it is a direct message. */
  channelName(id: string): string {
    if (id === DIRECT_MESSAGE.id) return DIRECT_MESSAGE.name;
    return [...this.channelIds].find(([, each]) => each === id)?.[0] ?? id;
  }

  /** Passes a request on to `emulate` unchanged. */
  async forward(path: string, init: RequestInit): Promise<{ status: number; headers: Headers; body: string }> {
    const answer = await fetch(new URL(path, this.emulator.url), { ...init, redirect: 'manual' });
    const body = (await answer.text()).replaceAll(EMULATED_TEAM, this.id);
    return { status: answer.status, headers: answer.headers, body };
  }

  /** A call by Slack itself. */
  async call(method: string, values: Record<string, string>): Promise<Json> {
    const { body } = await this.forward(`/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.ownToken}` },
      body: new URLSearchParams(values),
    });
    return JSON.parse(body);
  }

  /** A trigger id as Slack gives with an interaction: for one use, within three seconds. */
  async trigger(userId: string, viewId?: string): Promise<string> {
    const answer = await this.call('views.generateTriggerId', {
      user_id: userId,
      ...(viewId === undefined ? {} : { view_id: viewId }),
    });
    if (typeof answer.trigger_id !== 'string') throw new Error(`No trigger id: ${JSON.stringify(answer)}`);
    return answer.trigger_id;
  }

  close(): Promise<void> {
    return this.emulator.close();
  }
}

function channelSeeds({ channels = [] }: WorkspaceSeed): ChannelSeed[] {
  return channels.map((each) => (typeof each === 'string' ? { name: each } : each));
}

function crowdOf({ crowd = 0 }: WorkspaceSeed) {
  return Array.from({ length: crowd }, (_, index) => {
    const number = String(index + 1).padStart(5, '0');
    const name = `crowd${number}`;
    return { id: `U0CROWD${number}`, name, realName: `Crowd ${number}`, email: `${name}@company.com` };
  });
}

interface Credentials {
  readonly botToken: string;
  readonly ownToken: string;
  readonly botUserId: string;
}

function slackSeed(seed: WorkspaceSeed, app: AppSeed, { botToken, ownToken, botUserId }: Credentials): object {
  const bot = { bot_id: 'B0ROSTER', bot_user_id: botUserId };
  const token = { type: 'bot', user_id: botUserId, app_id: app.id, client_id: app.clientId, ...bot };
  const { clientId: client_id, clientSecret: client_secret, scopes } = app;
  return {
    team: { name: seed.name, domain: seed.name.toLowerCase().replace(/[^a-z0-9]+/g, '-') },
    users: seed.users.map(({ name, realName = name, email, admin = false }) => ({
      name,
      real_name: realName,
      is_admin: admin,
      email: email ?? `${name}@unknown.example`,
    })),
    channels: channelSeeds(seed).map(({ name }) => ({ name })),
    oauth_apps: [
      {
        app_id: app.id,
        client_id,
        client_secret,
        name: 'Roster',
        redirect_uris: [],
        scopes,
        ...bot,
        bot_name: 'roster',
      },
    ],
    tokens: [
      { ...token, token: botToken, scopes },
      // Without scopes of its own it has all.
      { ...token, token: ownToken },
    ],
    signing_secret: app.signingSecret,
    strict_scopes: true,
  };
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** All pages of a list. */
async function all(emulator: Emulator, token: string, method: string, field: string): Promise<Named[]> {
  const found: Named[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const answer = await fetch(new URL(`/api/${method}`, emulator.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams({ limit: '200', ...(cursor ? { cursor } : {}) }),
    });
    const page = (await answer.json()) as Record<string, never> & { response_metadata?: { next_cursor?: string } };
    found.push(...((page[field] as Named[] | undefined) ?? []));
    cursor = page.response_metadata?.next_cursor || undefined;
  }
  return found;
}
