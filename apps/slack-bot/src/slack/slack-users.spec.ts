import { addressRefusalOf, nameOf, refusalOf, type SlackProfile } from './slack-users.js';

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
])('%s: %j is %s', (_, change, refusal) => {
  expect(refusalOf({ ...JANE, ...change }, HERE)).toBe(refusal);
});

it.each<[string, Partial<SlackProfile>, string | null]>([
  ['confirmed', { is_email_confirmed: true }, null],
  ['never confirmed', { is_email_confirmed: false }, 'email_not_verified'],
  ['about which Slack says nothing', {}, 'email_not_verified'],
  ['that is not there', { is_email_confirmed: true, profile: {} }, 'email_not_verified'],
])('an address %s: %j is %s', (_, change, refusal) => {
  expect(addressRefusalOf({ ...JANE, ...change })).toBe(refusal);
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
