import { linkSlackUser } from '@roster/database';
import { userIdSchema } from '@roster/domain';
import { ACME, contentOf, ORGANIZATION, ownerOf, useBot } from '../bot.fixture.js';

const bot = useBot({ worker: 'none' });

/** An admin links the Slack user to a member who has another e-mail address. */
function links(name: string, userId: string) {
  const link = { workspaceId: 'T0ACME', slackUserId: bot.slack.person(name).id, userId: userIdSchema.parse(userId) };
  return bot.database.transaction((tx) => linkSlackUser(tx, ownerOf(ORGANIZATION), link));
}

async function whoami(name: string): Promise<string> {
  await bot.slack.person(name).types('/dept whoami');
  return contentOf(await bot.answer(name));
}

it('a Slack user whom an admin linked needs no e-mail address', async () => {
  expect(await whoami('nobody')).toContain('You are not in the Roster organization');
  bot.clearScreens();
  await links('nobody', 'usr_demo030');
  expect(await whoami('nobody')).toContain('Demo Person 030');
});

it.each([
  ['guest', 'You are a guest'],
  ['robot', 'Bots cannot use'],
  ['gone', 'is deactivated'],
  ['foreign', 'from another organization'],
])('a %s is refused whether or not an admin linked them', async (name, refusal) => {
  await links(name, 'usr_demo031');
  expect(await whoami(name)).toContain(refusal);
});

it('a linked user is looked up in Slack again when some minutes have passed', async () => {
  await links('nobody', 'usr_demo030');
  bot.slack.calls.length = 0;
  await whoami('nobody');
  bot.clearScreens();
  await whoami('nobody');
  expect(bot.slack.callsOf('users.info')).toHaveLength(1);
  await bot.database.query(`UPDATE slack_identities SET checked_until = now() - interval '1 second'`);
  bot.clearScreens();
  await whoami('nobody');
  expect(bot.slack.callsOf('users.info')).toHaveLength(2);
});

it('someone of a workspace without the bot, who sees its message in a shared channel, is told whom it serves', async () => {
  const channelId = bot.slack.workspace().channel('general');
  const path = bot.slack.responseUrls.issue({ teamId: 'T0ACME', channelId, userId: bot.jane.id });
  await bot.slack.deliveries.deliver('slash_commands', {
    team_id: 'T0STRANGE',
    channel_id: channelId,
    user_id: bot.jane.id,
    command: '/dept',
    text: 'whoami',
    response_url: bot.slack.url + path,
    trigger_id: '1.2.stranger',
  });
  expect(contentOf(await bot.answer('jane'))).toContain('Roster is not set up for your workspace');
});

describe('a group of more than 50 people', () => {
  const everyone = [...ACME.users.map(({ name }) => name), ...Array.from({ length: 20 }, (_, at) => crowdName(at + 1))];
  const groups = [{ id: 'S0ALL', handle: 'all', members: everyone }];
  const large = useBot({ worker: 'none', workspaces: [{ ...ACME, crowd: 20, groups }] });

  it('is taken from the directory, which never says who acts', async () => {
    await large.knowsNames();
    const { slack, jane } = large;
    // Events of these changes were lost.
    const { user } = slack.person('p001');
    slack.workspace().put({ ...user, email: 'elsewhere@company.com' });
    await jane.types('/dept add @all to engineering');
    await large.sees('jane', 'You are about to add');
    expect(await large.count(`slack_identities WHERE slack_user_id = '${user.id}'`)).toBe(0);
    await slack.person('p001').types('/dept whoami');
    expect(contentOf(await large.answer('p001'))).toContain('You are not in the Roster organization');
  });
});

function crowdName(number: number): string {
  return `crowd${String(number).padStart(5, '0')}`;
}
