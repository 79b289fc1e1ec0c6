import { nameOf, refusalOf, type SlackProfile } from './slack-users.js';

const HERE = { teamId: 'T1', enterpriseId: null };
const JANE: SlackProfile = { id: 'U1', team_id: 'T1', name: 'jane', profile: { email: 'jane@company.com' } };

it.each<[string, Partial<SlackProfile>, string | null]>([
  ['a full member', {}, null],
  ['a guest of several channels', { is_restricted: true }, 'guest'],
  ['a guest of one channel', { is_ultra_restricted: true }, 'guest'],
  ['a bot', { is_bot: true }, 'bot'],
  ['Slackbot, which does not say that it is one', { id: 'USLACKBOT' }, 'bot'],
  ['somebody who left', { deleted: true }, 'deactivated_in_slack'],
  ['somebody of another workspace', { team_id: 'T2' }, 'other_workspace'],
  ['a stranger over Slack Connect', { is_stranger: true }, 'other_workspace'],
  ['an address that was never confirmed', { is_email_confirmed: false }, 'email_not_verified'],
  ['no address', { profile: {} }, 'email_not_verified'],
])('%s: %j is %s', (_, change, refusal) => {
  expect(refusalOf({ ...JANE, ...change }, HERE)).toBe(refusal);
});

it('somebody of another workspace of the same enterprise is one of us', () => {
  const profile = { ...JANE, team_id: 'T2', enterprise_user: { enterprise_id: 'E1' } };
  expect(refusalOf(profile, { teamId: 'T1', enterpriseId: 'E1' })).toBeNull();
  expect(refusalOf(profile, { teamId: 'T1', enterpriseId: 'E9' })).toBe('other_workspace');
});

it('a name is the real one, else whatever there is', () => {
  expect(nameOf({ ...JANE, real_name: 'Jane Smith' })).toBe('Jane Smith');
  expect(nameOf({ id: 'U9' })).toBe('U9');
});
