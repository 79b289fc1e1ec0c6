import { describeWithRedis } from '@roster/local-stack';
import { type BotWorld, clearScreens, contentOf, sees, startWorld } from '../bot.fixture.js';

let world: BotWorld;
const jane = () => world.slack.person('jane');

describe('with a worker that may stand still', () => {
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    clearScreens(world);
    await world.database.query('DELETE FROM department_members');
  });
  afterEach(() => expect(world.slack.refusals).toEqual([]));

  it('a command is acknowledged within three seconds while no worker runs, and answered when one does', async () => {
    await world.stopWorker();
    const typed = await jane().types('/dept add @p001 to engineering');
    expect(typed.acknowledged.status).toBe(200);
    expect(typed.acknowledged.milliseconds).toBeLessThan(3_000);
    await sees(world, 'jane', 'Adding 1 person');
    await world.startWorker();
    await sees(world, 'jane', '1 person added');
    expect(await world.members()).toEqual(['usr_demo001']);
  });

  it('an outcome that comes late is told all the same, and told once', async () => {
    await world.stopWorker();
    await jane().types('/dept add @p002 to engineering');
    await world.slack.inbox.until(
      ({ messages }) => messages.find((one) => /direct message/i.test(contentOf(one))),
      15_000,
    );
    await world.startWorker();
    await sees(world, 'jane', '1 person added');
    const operations = await world.database.query(`SELECT FROM operations WHERE user_id = 'usr_demo002'`);
    expect(operations).toHaveLength(1);
  }, 40_000);

  it('when the response_url has expired the result is a direct message', async () => {
    await world.stopWorker();
    await jane().types('/dept add @p003 to engineering');
    await sees(world, 'jane', 'Adding 1 person');
    world.slack.responseUrls.expireAll();
    await world.startWorker();
    expect(await sees(world, 'jane', '1 person added')).toMatchObject({ place: 'direct', userId: jane().id });
  });

  it('a bot that stops in the middle is continued by the next one', async () => {
    await world.stopWorker();
    await jane().types('/dept add @p004 to engineering');
    await sees(world, 'jane', 'Adding 1 person');
    await Promise.all([world.restartBot(), world.startWorker()]);
    await sees(world, 'jane', '1 person added');
    const events = await world.database.query(`SELECT FROM audit_events WHERE user_id = 'usr_demo004'`);
    expect(events).toHaveLength(1);
  }, 40_000);

  it('a request that a bot took and never came to is carried out by another', async () => {
    const typed = await jane().types('/dept add @p005 to engineering');
    await sees(world, 'jane', '1 person added');
    // As all stood when the bot died right after the acknowledgement, or right after the commit of the change.
    await world.database.query('DELETE FROM slack_deliveries');
    await world.database.query(
      `UPDATE slack_requests SET finished_at = NULL, answer = NULL, plan = NULL, results = NULL,
                                 due_at = now() - interval '1 second'
       WHERE id = $1`,
      [`command:T0ACME:${typed.triggerId}`],
    );
    await world.slack.inbox.until(() =>
      jane().messages.find(({ revision, text }) => revision > 0 && text.includes('added')),
    );
    const events = await world.database.query(`SELECT FROM audit_events WHERE user_id = 'usr_demo005'`);
    expect(events).toHaveLength(1);
  });

  it('a limit of Slack is waited for as long as Slack says, and the message is not lost', async () => {
    await jane().types('/dept link engineering', { channel: 'engineering' });
    const linked = await sees(world, 'jane', 'linked to');
    await jane().clicks(linked, 'Announce changes here');
    await sees(world, 'jane', 'Stop announcing');
    world.slack.failNext('chat.postMessage', { status: 429, headers: { 'retry-after': '2' }, times: 1 });
    const before = performance.now();
    await jane().types('/dept add @p006', { channel: 'engineering' });
    const told = await world.slack.inbox.until(({ messages }) => messages.find(({ place }) => place === 'channel'));
    expect(contentOf(told)).toContain('Engineering');
    expect(performance.now() - before).toBeGreaterThan(1_900);
    const calls = world.slack
      .callsOf('chat.postMessage')
      .filter(({ payload }) => String(payload.channel).startsWith('C'));
    expect(calls.map(({ status }) => status)).toEqual([429, 200]);
  });

  it('a message that Slack will never take is given up with the reason', async () => {
    await jane().types('/dept link support', { channel: 'random' });
    const linked = await sees(world, 'jane', 'linked to');
    await jane().clicks(linked, 'Announce changes here');
    await sees(world, 'jane', 'Stop announcing');
    world.slack.failNext('chat.postMessage', { status: 200, body: { ok: false, error: 'not_in_channel' } });
    await jane().types('/dept add @p007 to support', { channel: 'random' });
    await sees(world, 'jane', '1 person added');
    for (;;) {
      const rows = await world.database.query(
        `SELECT gave_up FROM slack_deliveries WHERE gave_up IS NOT NULL AND method = 'post'`,
      );
      if (rows.length === 0) continue;
      expect(rows).toEqual([{ gave_up: 'not_in_channel' }]);
      break;
    }
  });

  it('the log names the trace of each request and no token and no address', async () => {
    const lines = world.log.map((line) => JSON.stringify(line));
    expect(lines.join()).not.toMatch(/xox[bp]-|@company\.com|hooks|\/response\//);
    const answered = world.log.filter(({ msg }) => msg === 'request answered');
    expect(answered.length).toBeGreaterThan(0);
    for (const line of answered) expect(line.trace_id).toMatch(/^[0-9a-f]{32}$/);
  });
});

it('while Redis is away a command is safe in Postgres and carried out from there', async () => {
  // Nobody listens on port 1; the worker's queue is not needed, as its relay reads Postgres.
  world = await startWorld({ redisUrl: 'redis://127.0.0.1:1', worker: 'none' });
  try {
    const typed = await jane().types('/dept add @p001 to engineering');
    expect(typed.acknowledged.milliseconds).toBeLessThan(3_000);
    await sees(world, 'jane', 'Adding 1 person');
    await world.relay();
    await sees(world, 'jane', '1 person added');
    expect(await world.members()).toEqual(['usr_demo001']);
  } finally {
    await world.close();
  }
}, 40_000);

describeWithRedis('with the queue on Redis', (redisUrl) => {
  beforeAll(async () => {
    world = await startWorld({ redisUrl: redisUrl && `${redisUrl}/2` });
  });
  afterAll(() => world.close());

  it('an add goes the same way', async () => {
    await jane().types('/dept add @p001 to engineering');
    await sees(world, 'jane', '1 person added');
  });
});
