/** A user of an emulated workspace. */
export interface UserSeed {
  /** The handle, and what `@name` means. */
  readonly name: string;
  readonly realName?: string;
  readonly displayName?: string;
  /** Null: an account without an address. */
  readonly email?: string | null;
  /** False: the address was never confirmed. `untold`: Slack does not say whether it was. */
  readonly emailConfirmed?: boolean | 'untold';
  readonly admin?: boolean;
  /** A guest of many channels, or of a single one. */
  readonly guest?: 'multi' | 'single';
  readonly bot?: boolean;
  readonly deactivated?: boolean;
  /** Slack Connect: the user's own workspace. */
  readonly foreignTeam?: string;
}

export interface UserGroupSeed {
  readonly id: string;
  readonly handle: string;
  /** Names of users. */
  readonly members: readonly string[];
}

export interface ChannelSeed {
  readonly name: string;
  readonly isPrivate?: boolean;
  /** Slack Connect: people of other organizations are in it. */
  readonly isShared?: boolean;
}

export interface WorkspaceSeed {
  /** `T…` */
  readonly id: string;
  readonly name: string;
  readonly users: readonly UserSeed[];
  readonly groups?: readonly UserGroupSeed[];
  /** Beside `general` and `random`. All are members of each. */
  readonly channels?: readonly (string | ChannelSeed)[];
  /** Enterprise Grid: the organization that the workspace belongs to. */
  readonly enterprise?: { readonly id: string; readonly name: string };
  /** The app is installed for the whole Enterprise organization. */
  readonly orgWide?: boolean;
  /** So many further users, `crowd00001` and so on, who do nothing themselves. */
  readonly crowd?: number;
}

/** The app as Slack knows it. */
export interface AppSeed {
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  /** For Socket Mode: `xapp-…` */
  readonly appToken: string;
  /** Bot scopes; the Web API refuses what they do not cover. */
  readonly scopes: readonly string[];
}

/** The scopes of the bot's manifest. */
export const BOT_SCOPES = [
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'groups:read',
  'usergroups:read',
  'users:read',
  'users:read.email',
];
