import { MembershipLedger } from '@roster/database';
import { departmentIdSchema, type MembershipCommand, userIdSchema } from '@roster/domain';
import { addCommand } from '@roster/local-stack';
import type { ShownMessage } from '@roster/slack-emulator';
import { contentOf, useBot } from '../bot.fixture.js';
import { until } from '../until.fixture.js';

const bot = useBot();
beforeEach(() => bot.removeAllMembers());
afterEach(() => bot.database.query('DELETE FROM slack_channel_links'));

const person = (number: number) => userIdSchema.parse(`usr_demo${String(number).padStart(3, '0')}`);
const PLATFORM = departmentIdSchema.parse('dept_plat01');

/** As over REST, by an API key. */
async function overRest(...changes: Partial<MembershipCommand>[]): Promise<void> {
  await new MembershipLedger(bot.database).apply(changes.map((change) => addCommand(change)));
}

async function announceIn(channel: string, department = 'engineering', announcements = 'all'): Promise<void> {
  await bot.jane.types(`/dept link ${department}`, { channel });
  await bot.sees('jane', 'is linked to');
  await bot.jane.types(`/dept announce ${announcements}`, { channel });
  await bot.sees('jane', announcements === 'summary' ? 'once a day' : 'Every change is announced here');
  bot.clearScreens();
}

const posted = () => bot.slack.inbox.messages.filter(({ place }) => place === 'channel');

/** The messages in channels, once there are so many. */
function announced(number = 1): Promise<readonly ShownMessage[]> {
  return bot.slack.inbox.until(() => (posted().length >= number ? posted() : undefined));
}

describe('changes are announced in the linked channel', () => {
  it('when they were made in Slack, in one message', async () => {
    await announceIn('engineering');
    await bot.jane.types('/dept add @p001 @p002 @p003 to engineering');
    const [told] = await announced();
    const names = ['p001', 'p002', 'p003'].map((name) => bot.slack.person(name).id);
    for (const id of [bot.jane.id, ...names]) expect(contentOf(told as ShownMessage)).toContain(`<@${id}>`);
    expect(posted()).toHaveLength(1);
  });

  it('when they were made over REST, with the people who joined mentioned and those who left not', async () => {
    await bot.knowsNames();
    await overRest({ userId: person(4) });
    await announceIn('engineering');
    await overRest({ userId: person(5) }, { kind: 'member.remove', userId: person(4) });
    const [told] = await announced();
    const content = contentOf(told as ShownMessage);
    expect(content).toContain(`added <@${bot.slack.person('p005').id}> to *Engineering*`);
    expect(content).toContain('removed *Demo Person 004* from *Engineering*');
    expect(content).toContain('over the API');
  });

  it('on both sides of a move', async () => {
    await overRest({ userId: person(6) });
    await announceIn('engineering');
    await announceIn('random', 'platform');
    await overRest({ kind: 'member.move', userId: person(6), toDepartmentId: PLATFORM });
    const channels = (await announced(2)).map(({ channelId }) => channelId);
    expect(channels.sort()).toEqual(
      ['engineering', 'random'].map((name) => bot.slack.workspace().channel(name)).sort(),
    );
  });

  it('once, when the bot is replaced while changes are being made', async () => {
    await announceIn('engineering');
    await overRest({ userId: person(7) });
    await bot.restartBot();
    await overRest({ userId: person(8) });
    await until(async () => /p007|Demo Person 007/.test(named()) && /Demo Person 008/.test(named()));
    const whole = named();
    expect([whole.match(/Demo Person 007/g), whole.match(/Demo Person 008/g)]).toEqual([
      ['Demo Person 007'],
      ['Demo Person 008'],
    ]);

    /** What all messages say, with names in place of mentions. */
    function named(): string {
      const users = bot.slack.workspace().users;
      const name = (id: string) => users.find((user) => user.id === id)?.realName ?? id;
      return posted()
        .map(({ blocks }) => JSON.stringify(blocks).replace(/<@(\w+)>/g, (_, id: string) => name(id)))
        .join('\n');
    }
  });
});

describe('the bot and the channel', () => {
  it('a public channel is joined, and a private one takes an invitation', async () => {
    await announceIn('engineering');
    expect(bot.slack.workspace().botChannels).toContain(bot.slack.workspace().channel('engineering'));
    await bot.jane.types('/dept link platform', { channel: 'secret' });
    await bot.sees('jane', 'is linked to *Platform*');
    bot.clearScreens();
    await bot.jane.types('/dept announce all', { channel: 'secret' });
    expect(contentOf(await bot.sees('jane', 'invite the bot first'))).toContain('Changes are not announced here');
    bot.jane.invitesBot('secret');
    await bot.jane.clicks(await bot.sees('jane', 'invite the bot first'), 'Announce every change');
    await bot.sees('jane', 'Every change is announced here');
    await overRest({ departmentId: PLATFORM, userId: person(9) });
    await announced();
  });

  it('a bot that was removed from the channel says so once, and tries no more', async () => {
    await announceIn('engineering');
    bot.jane.removesBot('engineering');
    await overRest({ userId: person(10) });
    const notice = await bot.sees('jane', 'are no longer announced');
    expect(notice.place).toBe('direct');
    const [link] = await bot.database.query('SELECT stopped_because FROM slack_channel_links');
    expect(link).toEqual({ stopped_because: 'not_in_channel' });
    const tries = () =>
      bot.slack.callsOf('chat.postMessage').filter(({ answer }) => answer.error === 'not_in_channel').length;
    const before = tries();
    bot.clearScreens();
    await overRest({ userId: person(11) });
    await announceIn('random');
    await overRest({ userId: person(12) });
    await announced();
    expect(tries()).toBe(before);
    expect(bot.jane.messages.filter(({ place }) => place === 'direct')).toEqual([]);
  });

  it('a channel that other organizations read is linked only when the person agrees', async () => {
    await bot.jane.types('/dept link engineering', { channel: 'partners' });
    const question = await bot.sees('jane', 'People outside your organization will read');
    expect(await bot.count('slack_channel_links')).toBe(0);
    await bot.jane.clicks(question, 'Link it anyway');
    await bot.sees('jane', 'is linked to');
    await bot.jane.types('/dept announce all', { channel: 'partners' });
    await bot.sees('jane', 'Every change is announced here');
    const [link] = await bot.database.query('SELECT audience, announcements FROM slack_channel_links');
    expect(link).toEqual({ audience: 'shared', announcements: 'all' });
  });

  it('a linked channel that is shared later is told nothing more until the person agrees', async () => {
    await announceIn('design');
    const channel = bot.slack.workspace().channel('design');
    await bot.jane.event({ type: 'channel_shared', connected_team_id: 'T0PARTNER', channel });
    expect((await bot.sees('jane', 'people of another organization can read')).place).toBe('direct');
    bot.slack.workspace().shares('design');
    await overRest({ userId: person(13) });
    await bot.jane.types('/dept announce all', { channel: 'design' });
    await bot.jane.clicks(await bot.sees('jane', 'People outside your organization will read'), 'Link it anyway');
    await bot.sees('jane', 'Every change is announced here');
    await bot.jane.event({ type: 'channel_shared', connected_team_id: 'T0PARTNER', channel });
    await overRest({ userId: person(14) });
    const [told] = await announced();
    expect(contentOf(told as ShownMessage)).not.toMatch(new RegExp(`Demo Person 013|${bot.slack.person('p013').id}`));
    expect(await bot.count('slack_channel_links WHERE stopped_because IS NULL')).toBe(1);
  });

  it('a direct message can be linked, but nothing is announced in it', async () => {
    await bot.jane.types('/dept link engineering', { channel: 'directmessage' });
    await bot.sees('jane', 'Roster cannot post in this direct message');
    bot.clearScreens();
    await bot.jane.types('/dept announce all', { channel: 'directmessage' });
    await bot.sees('jane', 'Roster cannot post in this direct message');
    expect(await bot.count(`slack_channel_links WHERE announcements = 'off'`)).toBe(1);
  });

  it('a summary, and nothing at all, are chosen by a click', async () => {
    await announceIn('engineering', 'engineering', 'summary');
    await bot.jane.types('/dept announce', { channel: 'engineering' });
    await bot.jane.clicks(await bot.sees('jane', 'once a day'), 'Stop announcing');
    await bot.sees('jane', 'Changes are not announced here');
    expect(await bot.count(`slack_channel_links WHERE announcements = 'off'`)).toBe(1);
  });

  it('who may not link the channel does not choose what is announced', async () => {
    await announceIn('engineering');
    await bot.slack.person('p020').types('/dept announce off', { channel: 'engineering' });
    await bot.sees('p020', 'does not allow this');
    expect(await bot.count(`slack_channel_links WHERE announcements = 'all'`)).toBe(1);
  });
});
