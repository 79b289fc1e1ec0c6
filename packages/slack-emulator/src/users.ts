import type { Json } from './check-payload.js';
import type { SlackUser, Workspace } from './workspace.js';

/** https://docs.slack.dev/reference/methods/users.list: at most, and without a `limit` */
const LARGEST_PAGE = 1_000;
const USUAL_PAGE = 200;

/** Answers `users.info`. */
export function userInfo({ user: id }: Json, workspace: Workspace): Json {
  const refusal = missingScope(workspace);
  if (refusal) return refusal;
  const user = workspace.userById(String(id));
  return user ? { ok: true, user: userObject(user, workspace) } : { ok: false, error: 'user_not_found' };
}

/** Answers `users.lookupByEmail`. Those who left are not found. */
export function userByEmail({ email }: Json, workspace: Workspace): Json {
  const refusal = missingScope(workspace);
  if (refusal) return refusal;
  const user = workspace.users.find((each) => each.email === email && !each.deactivated);
  return user ? { ok: true, user: userObject(user, workspace) } : { ok: false, error: 'users_not_found' };
}

/** Answers `users.list`: a page of all users, those who left too, and where the next one begins. */
export function listUsers({ limit, cursor }: Json, workspace: Workspace): Json {
  const refusal = missingScope(workspace);
  if (refusal) return refusal;
  const size = limit === undefined ? USUAL_PAGE : Number(limit);
  if (!(size > 0 && size < LARGEST_PAGE)) return { ok: false, error: 'invalid_limit' };
  const start = cursor ? Number(Buffer.from(String(cursor), 'base64').toString().replace('user:', '')) : 0;
  if (!Number.isInteger(start)) return { ok: false, error: 'invalid_cursor' };
  const page = workspace.users.slice(start, start + size);
  const end = start + page.length;
  const next = end < workspace.users.length ? Buffer.from(`user:${end}`).toString('base64') : '';
  return {
    ok: true,
    members: page.map((user) => userObject(user, workspace)),
    cache_ts: Math.floor(Date.now() / 1000),
    response_metadata: { next_cursor: next },
  };
}

function missingScope({ app: { scopes } }: Workspace): Json | null {
  return scopes.includes('users:read')
    ? null
    : { ok: false, error: 'missing_scope', needed: 'users:read', provided: scopes.join(',') };
}

/**
 * A user as Slack tells of one (https://docs.slack.dev/reference/objects/user-object), with the keys of the samples in
 * slackapi/java-slack-sdk, `json-logs/samples/api/users.info.json`. The address takes `users:read.email`.
 */
export function userObject(user: SlackUser, { id: workspaceId, seed, app }: Workspace): Json {
  const { id, name, realName = name, displayName = '', email, emailConfirmed = true, updated } = user;
  const team = user.foreignTeam ?? workspaceId;
  const [firstName = '', ...lastNames] = realName.split(' ');
  const told = email !== null && !user.deactivated && app.scopes.includes('users:read.email');
  return {
    id,
    team_id: team,
    name,
    deleted: user.deactivated ?? false,
    color: '9f69e7',
    real_name: realName,
    tz: 'Europe/Amsterdam',
    tz_label: 'Central European Time',
    tz_offset: 3_600,
    profile: {
      title: '',
      phone: '',
      skype: '',
      real_name: realName,
      real_name_normalized: withoutAccents(realName),
      display_name: displayName,
      display_name_normalized: withoutAccents(displayName),
      status_text: '',
      status_emoji: '',
      status_expiration: 0,
      status_text_canonical: '',
      avatar_hash: 'g00000000000',
      first_name: firstName,
      last_name: lastNames.join(' '),
      image_24: '',
      image_32: '',
      image_48: '',
      image_72: '',
      image_192: '',
      image_512: '',
      ...(user.bot ? { api_app_id: '', always_active: false, bot_id: `B${id.slice(1)}` } : {}),
      ...(told ? { email } : {}),
      team,
    },
    is_admin: user.admin ?? false,
    is_owner: user.admin ?? false,
    is_primary_owner: false,
    is_restricted: user.guest !== undefined,
    is_ultra_restricted: user.guest === 'single',
    is_bot: user.bot ?? false,
    is_app_user: false,
    updated,
    // Some workspaces do not tell it.
    ...(emailConfirmed === 'untold' ? {} : { is_email_confirmed: emailConfirmed }),
    ...(user.foreignTeam === undefined ? {} : { is_stranger: true }),
    ...(seed.enterprise ? { enterprise_user: enterpriseUser(id, team, seed.enterprise) } : {}),
    who_can_share_contact_card: 'EVERYONE',
  };
}

/** Of Enterprise Grid, where one person may be in several workspaces. */
function enterpriseUser(id: string, team: string, enterprise: { readonly id: string; readonly name: string }): Json {
  const { id: enterprise_id, name: enterprise_name } = enterprise;
  return { id, enterprise_id, enterprise_name, is_admin: false, is_owner: false, teams: [team] };
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}
