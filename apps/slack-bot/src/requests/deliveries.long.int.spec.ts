import { describeWithRedis } from '@roster/local-stack';
import { contentOf, useBot } from '../bot.fixture.js';

describe('with a worker that may stand still', () => {
  const bot = useBot();
  beforeEach(() => bot.removeAllMembers());

  it('a command is acknowledged while no worker runs, and answered when one does', async () => {
    await bot.stopWorker();
    const typed = await bot.jane.types('/dept add @p001 to engineering');
    expect(typed.acknowledged.status).toBe(200);
    await bot.sees('jane', 'Adding 1 person');
    await bot.startWorker();
    await bot.sees('jane', '1 person added');
    expect(await bot.members()).toEqual(['usr_demo001']);
  });

  it('an outcome that comes late is told all the same, and told once', async () => {
    await bot.stopWorker();
    await bot.jane.types('/dept add @p002 to engineering');
    await bot.sees('jane', 'Adding 1 person');
    await bot.isPutAside();
    await bot.startWorker();
    await bot.sees('jane', '1 person added');
    expect(bot.jane.messages).toHaveLength(2);
    const operations = await bot.database.query(`SELECT FROM operations WHERE user_id = 'usr_demo002'`);
    expect(operations).toHaveLength(1);
  }, 40_000);

  it('when the response_url has expired the result is a direct message', async () => {
    await bot.stopWorker();
    await bot.jane.types('/dept add @p003 to engineering');
    await bot.sees('jane', 'Adding 1 person');
    bot.slack.responseUrls.expireAll();
    await bot.startWorker();
    expect(await bot.sees('jane', '1 person added')).toMatchObject({ place: 'direct', userId: bot.jane.id });
  });

  it('a bot that stops in the middle is continued by the next one', async () => {
    await bot.stopWorker();
    await bot.jane.types('/dept add @p004 to engineering');
    await bot.sees('jane', 'Adding 1 person');
    await Promise.all([bot.restartBot(), bot.startWorker()]);
    await bot.sees('jane', '1 person added');
    const events = await bot.database.query(`SELECT FROM audit_events WHERE user_id = 'usr_demo004'`);
    expect(events).toHaveLength(1);
  }, 40_000);

  it('a request that a bot took and never came to is carried out by another', async () => {
    const typed = await bot.jane.types('/dept add @p005 to engineering');
    await bot.sees('jane', '1 person added');
    // As all stood when the bot died right after the acknowledgement, or right after the commit of the change.
    await bot.database.query('DELETE FROM slack_deliveries');
    await bot.database.query(
      `UPDATE slack_requests SET finished_at = NULL, answer = NULL, plan = NULL, results = NULL,
                                 due_at = now() - interval '1 second'
       WHERE id = $1`,
      [`command:T0ACME:${typed.triggerId}`],
    );
    await bot.slack.inbox.until(() =>
      bot.jane.messages.filter(({ text }) => text.startsWith('1 person added to Engineering')).at(1),
    );
    const events = await bot.database.query(`SELECT FROM audit_events WHERE user_id = 'usr_demo005'`);
    expect(events).toHaveLength(1);
  });

  it('a change of a button that takes longer shows what is being done in place of the button', async () => {
    await bot.jane.types('/dept add @p009 to engineering');
    const added = await bot.sees('jane', '1 person added');
    await bot.stopWorker();
    await bot.jane.clicks(added, 'Undo');
    expect(await bot.sees('jane', 'Removing 1 person')).toMatchObject({ id: added.id });
    await bot.startWorker();
    expect(await bot.sees('jane', 'Undone')).toMatchObject({ id: added.id });
    expect(bot.jane.messages).toHaveLength(1);
  });

  it('a limit of Slack is waited for as long as Slack says, and the message is not lost', async () => {
    await bot.jane.types('/dept link engineering', { channel: 'engineering' });
    await bot.sees('jane', 'linked to');
    await bot.jane.types('/dept announce all', { channel: 'engineering' });
    await bot.sees('jane', 'Every change is announced');
    bot.slack.failNext('chat.postMessage', { status: 429, headers: { 'retry-after': '2' }, times: 1 });
    await bot.jane.types('/dept add @p006', { channel: 'engineering' });
    const limited = () =>
      bot.database.query(
        `SELECT next_at >= created_at + interval '2 s' AS waits FROM slack_deliveries WHERE last_error = '429'`,
      );
    let rows = await limited();
    while (rows.length === 0) rows = await limited();
    expect(rows).toEqual([{ waits: true }]);
    const told = await bot.slack.inbox.until(({ messages }) => messages.find(({ place }) => place === 'channel'));
    expect(contentOf(told)).toContain('Engineering');
    const calls = bot.slack
      .callsOf('chat.postMessage')
      .filter(({ payload }) => String(payload.channel).startsWith('C'));
    expect(calls.map(({ status }) => status)).toEqual([429, 200]);
  });

  it('a database that stands still does not hold up the acknowledgement, and what was typed is not lost', async () => {
    const lock = bot.database.createQueryRunner();
    await lock.startTransaction();
    await lock.query('LOCK TABLE slack_requests IN ACCESS EXCLUSIVE MODE');
    const typed = await bot.jane.types('/dept add @p008 to engineering');
    expect(typed.acknowledged.status).toBe(200);
    expect(contentOf(await bot.sees('jane', 'unreachable'))).toMatch(/[0-9a-f]{32}/);
    // Only now.
    await lock.commitTransaction();
    await lock.release();
    await bot.sees('jane', '1 person added');
  });

  it('the log names the trace of each request and no token and no address', async () => {
    const lines = bot.log.map((line) => JSON.stringify(line));
    expect(lines.join()).not.toMatch(/xox[bp]-|@company\.com|hooks|\/response\//);
    const answered = bot.log.filter(({ msg }) => msg === 'request answered');
    expect(answered.length).toBeGreaterThan(0);
    for (const line of answered) expect(line.trace_id).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('while Redis is unreachable', () => {
  // Nobody listens on port 1. The relay reads Postgres, so no worker is needed.
  const bot = useBot({ redisUrl: 'redis://127.0.0.1:1', worker: 'none' });

  it('a command is safe in Postgres and carried out from there', async () => {
    const typed = await bot.jane.types('/dept add @p001 to engineering');
    expect(typed.acknowledged.status).toBe(200);
    await bot.sees('jane', 'Adding 1 person');
    await bot.relay();
    await bot.sees('jane', '1 person added');
    expect(await bot.members()).toEqual(['usr_demo001']);
  }, 40_000);
});

describeWithRedis('with the queue on Redis', (redisUrl) => {
  const bot = useBot({ redisUrl: redisUrl && `${redisUrl}/7` });

  it('an add goes the same way', async () => {
    await bot.jane.types('/dept add @p001 to engineering');
    await bot.sees('jane', '1 person added');
  });
});
