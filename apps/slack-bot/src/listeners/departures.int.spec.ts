import { useBot } from '../bot.fixture.js';

const installed = "slack_installations WHERE workspace_id = 'T0ACME'";

describe.each(['http', 'socket'] as const)('over %s', (transport) => {
  const bot = useBot({ transport, worker: 'none' });

  it('an uninstallation that Postgres does not take is not acknowledged, and counts when Slack tells it again', async () => {
    await bot.owner.query('ALTER TABLE slack_installations RENAME TO unreachable');
    const told = await bot.jane.event({ type: 'app_uninstalled' });
    await bot.owner.query('ALTER TABLE unreachable RENAME TO slack_installations');
    expect(told.acknowledged.status).not.toBe(200);
    expect(await bot.count(installed)).toBe(1);

    expect((await told.again()).status).toBe(200);
    expect(await bot.count(installed)).toBe(0);
  });
});
