import { updateMember } from '@roster/database';
import { userIdSchema } from '@roster/domain';
import { contentOf, ORGANIZATION, ownerOf, useBot } from '../bot.fixture.js';

const bot = useBot();

const change = (userId: string, email: string) =>
  bot.database.transaction((tx) => updateMember(tx, ownerOf(ORGANIZATION), userIdSchema.parse(userId), { email }));

describe('a new e-mail address of a member', () => {
  it('is told to the Slack user with the old one, who is no longer the member', async () => {
    await bot.slack.person('p001').types('/dept members engineering');
    await bot.answer('p001');
    await change('usr_demo001', 'new001@company.com');
    const notice = await bot.sees('p001', 'was changed');
    expect(notice.place).toBe('direct');
    expect(notice.text).toBe(
      'Your e-mail address in Roster was changed from `person001@company.com` to `new001@company.com`. From now on, sign in with the new address. If you did not expect this, tell an admin of your organization.',
    );
    // Otherwise Slack turns addresses into links.
    expect(contentOf(notice)).toContain('"verbatim":true');
    bot.clearScreens();
    await bot.slack.person('p001').types('/dept members engineering');
    expect(contentOf(await bot.answer('p001'))).toContain('You are not in the Roster organization');
  });

  it('is told to nobody when the transaction is rolled back', async () => {
    await bot.slack.person('p002').types('/dept members engineering');
    await bot.answer('p002');
    await expect(change('usr_demo002', 'person003@company.com')).rejects.toMatchObject({
      code: 'MEMBER_EMAIL_DUPLICATE',
    });
    await change('usr_demo002', 'new002@company.com');
    await bot.sees('p002', 'new002@company.com');
    expect(bot.slack.person('p002').messages.filter(({ text }) => text.includes('was changed'))).toHaveLength(1);
  });
});
