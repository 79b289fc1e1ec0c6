import { SlackChannelLinks } from '@roster/database';
import { departmentIdSchema } from '@roster/domain';
import { ORGANIZATION, ownerOf, useBot } from '../bot.fixture.js';

const stopped = `slack_channel_links WHERE stopped_because = 'shared'`;

describe.each(['http', 'socket'] as const)('over %s', (transport) => {
  const bot = useBot({ transport, worker: 'none' });

  it('a shared channel that Postgres does not take is not acknowledged, and is stopped when Slack tells it again', async () => {
    const channel = bot.slack.workspace().channel('design');
    await new SlackChannelLinks(bot.database).put(
      ownerOf(ORGANIZATION),
      { teamId: 'T0ACME', channelId: channel },
      {
        departmentId: departmentIdSchema.parse('dept_abc123'),
        announcements: 'all',
        audience: 'workspace',
        slackUserId: bot.jane.id,
      },
    );
    await bot.owner.query('ALTER TABLE slack_channel_links RENAME TO unreachable');
    const told = await bot.jane.event({ type: 'channel_shared', connected_team_id: 'T0PARTNER', channel });
    await bot.owner.query('ALTER TABLE unreachable RENAME TO slack_channel_links');
    expect(told.acknowledged.status).not.toBe(200);
    expect(await bot.count(stopped)).toBe(0);

    expect((await told.again()).status).toBe(200);
    expect(await bot.count(stopped)).toBe(1);
    expect((await bot.sees('jane', 'people of another organization can read')).place).toBe('direct');
  });
});
