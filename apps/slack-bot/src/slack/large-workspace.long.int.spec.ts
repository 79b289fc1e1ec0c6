import { ACME, contentOf, useBot } from '../bot.fixture.js';
import { until } from '../until.fixture.js';

const CROWD = 50_000;
const PAGE = 999;
const ANSWERED_WITHIN_MS = 2_000;

/** A call takes Slack a tenth of a second; a minute of its limits takes twenty seconds. */
const slack = { latencyMs: 100, minuteMs: 20_000 };

describe('a workspace of 50,000', () => {
  const bot = useBot({ workspaces: [{ ...ACME, crowd: CROWD }], slack });

  it('is read within the limits of Slack; a command with 30 people and a plain name is answered within two seconds', async () => {
    await bot.knowsNames();
    const { users } = bot.slack.workspace();
    const pages = bot.slack.callsOf('users.list');
    const read = pages.filter(({ status }) => status === 200);
    expect(read).toHaveLength(Math.ceil(users.length / PAGE));
    expect(pages.length).toBeGreaterThan(read.length);
    expect(await bot.count('slack_users')).toBe(users.filter(({ deactivated }) => !deactivated).length);

    const people = Array.from({ length: 30 }, (_, index) => `@p${String(index + 1).padStart(3, '0')}`);
    const before = bot.slack.callsOf('users.list').length;
    const start = performance.now();
    await bot.jane.types(`/dept add ${people.join(' ')} @sam to engineering`);
    const question = await bot.sees('jane', 'You are about to add');
    expect(performance.now() - start).toBeLessThan(ANSWERED_WITHIN_MS);
    expect(contentOf(question)).toContain('31 people');
    expect(bot.jane.messages.length).toBeLessThanOrEqual(2);
    expect(bot.slack.callsOf('users.list')).toHaveLength(before);
  }, 120_000);
});

describe('a bot that ends while it reads', () => {
  const bot = useBot({ workspaces: [{ ...ACME, crowd: 8_000 }], slack });

  it('is continued at the same page', async () => {
    const read = () => bot.slack.callsOf('users.list').filter(({ status }) => status === 200).length;
    await until(async () => read() >= 2);
    await bot.restartBot();
    await bot.knowsNames();
    expect(read()).toBe(Math.ceil(bot.slack.workspace().users.length / PAGE));
  });
});
