import { type BotWorld, contentOf, sees, startWorld } from '../bot.fixture.js';

const WORLDS: BotWorld[] = [];
afterEach(async () => {
  for (const world of WORLDS.splice(0)) await world.close();
});
async function world(settings: Parameters<typeof startWorld>[0] = {}): Promise<BotWorld> {
  const started = await startWorld(settings);
  WORLDS.push(started);
  return started;
}

it('a database that stands still does not hold up the acknowledgement, and what was typed is not lost', async () => {
  const here = await world();
  const jane = here.slack.person('jane');
  const lock = here.database.createQueryRunner();
  await lock.startTransaction();
  await lock.query('LOCK TABLE slack_requests IN ACCESS EXCLUSIVE MODE');
  const typed = await jane.types('/dept add @p001 to engineering');
  expect(typed.acknowledged.milliseconds).toBeLessThan(3_000);
  expect(contentOf(await sees(here, 'jane', 'unreachable'))).toMatch(/[0-9a-f]{32}/);
  await lock.commitTransaction();
  await lock.release();
  await sees(here, 'jane', '1 person added');
});

it('over Socket Mode an envelope that comes again, also after a reconnect, changes nothing a second time', async () => {
  const here = await world({ transport: 'socket' });
  const jane = here.slack.person('jane');
  const typed = await jane.types('/dept add @p002 to engineering');
  expect(typed.acknowledged.status).toBe(200);
  const first = await sees(here, 'jane', '1 person added');
  here.slack.socketMode.cut();
  await here.slack.socketMode.connected();
  // Slack delivers it until it is acknowledged: what went into the dead connection is lost.
  while ((await typed.again()).status !== 200) await here.slack.socketMode.connected();
  await here.slack.inbox.until(({ messages }) =>
    messages.find(({ id, revision }) => id === first.id && revision > first.revision),
  );
  expect(await here.members()).toEqual(['usr_demo002']);
  const operations = await here.database.query('SELECT FROM operations');
  expect(operations).toHaveLength(1);
});
