/** As many people as the demo organization has beside Jane. */
const PEOPLE = 48;

const demoPeople = Array.from({ length: PEOPLE }, (_, index) => {
  const number = String(index + 1).padStart(3, '0');
  return { name: `person${number}`, realName: `Demo Person ${number}`, email: `person${number}@company.com` };
});

/** @type {(import('@roster/slack-emulator').UserSeed & { about?: string })[]} */
const users = [
  { name: 'jane', realName: 'Jane Smith', email: 'jane@company.com', admin: true, about: 'owner in Roster' },
  ...demoPeople,
  { name: 'newcomer', realName: 'New Comer', email: 'newcomer@company.com', about: 'not in Roster yet' },
  { name: 'unconfirmed', email: 'person001@company.com', emailConfirmed: false, about: 'e-mail not confirmed' },
  { name: 'guest', email: 'guest@acme.example', guest: 'multi', about: 'a guest' },
  { name: 'robot', email: null, bot: true, about: 'a bot' },
  { name: 'gone', email: 'gone@company.com', deactivated: true, about: 'deactivated in Slack' },
  { name: 'partner', email: 'partner@acme.example', foreignTeam: 'T0OTHER', about: 'of another workspace' },
];

/** A Slack workspace of the demo organization: its people, and some of each kind that has no department. */
export const DEMO_WORKSPACE = {
  id: 'T0DEMO',
  name: 'Demo Company',
  users,
  groups: [
    { id: 'S0TEAM', handle: 'team', members: demoPeople.slice(0, 3).map(({ name }) => name) },
    { id: 'S0EVERYBODY', handle: 'all-hands', members: demoPeople.map(({ name }) => name) },
  ],
  channels: [
    { name: 'engineering' },
    { name: 'support' },
    { name: 'leads', isPrivate: true },
    { name: 'partners', isShared: true },
  ],
};
