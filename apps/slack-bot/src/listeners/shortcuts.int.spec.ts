import { contentOf, useBot } from '../bot.fixture.js';
import { MODAL, SHORTCUTS } from '../messages/action-ids.js';
import { until } from '../until.fixture.js';

const bot = useBot();

const peopleIn = (blocks: unknown) =>
  (blocks as { block_id: string; element: { initial_users?: string[] } }[]).find(
    ({ block_id }) => block_id === MODAL.people.block,
  )?.element.initial_users;

function filled(users: readonly string[]) {
  const department = { value: 'dept_abc123', text: { type: 'plain_text', text: 'Engineering' } };
  return {
    [MODAL.people.block]: { [MODAL.people.action]: { selected_users: users } },
    [MODAL.department.block]: { [MODAL.department.action]: { selected_option: department } },
  };
}

it('the author of a message is added to a department, and the answer comes where the message is', async () => {
  const author = bot.slack.person('p001').user;
  const used = await bot.jane.usesMessageShortcut(SHORTCUTS.addAuthor, { author, channel: 'engineering' });
  expect(used.acknowledged).toMatchObject({ status: 200, body: '' });
  const form = await bot.view('jane', 'modal');
  expect(peopleIn(form.view.blocks)).toEqual([author.id]);
  await bot.jane.submits(form, filled([author.id]));
  const answer = await bot.sees('jane', '1 person added to Engineering');
  expect(answer).toMatchObject({ place: 'ephemeral', channelId: bot.slack.workspace().channel('engineering') });
  expect(await bot.members()).toEqual(['usr_demo001']);
});

it('in a linked channel the form has its department', async () => {
  await bot.jane.types('/dept link support', { channel: 'random' });
  await bot.sees('jane', 'linked to');
  const author = bot.slack.person('p002').user;
  await bot.jane.usesMessageShortcut(SHORTCUTS.addAuthor, { author, channel: 'random' });
  const form = await bot.view('jane', 'modal');
  expect(JSON.stringify(form.view.blocks)).toContain('dept_supp01');
  bot.jane.reloads();
});

it('the global shortcut opens the form once, and its answer is a direct message, as it has no channel', async () => {
  const used = await bot.jane.usesShortcut(SHORTCUTS.addPeople);
  const form = await bot.view('jane', 'modal');
  expect(peopleIn(form.view.blocks)).toBeUndefined();
  await used.again();
  await bot.jane.submits(form, filled([bot.slack.person('p003').id]));
  expect(await bot.sees('jane', '1 person added to Engineering')).toMatchObject({ place: 'direct' });
  const opened = bot.slack.callsOf('views.open').filter(({ payload }) => payload.trigger_id === used.triggerId);
  expect(opened).toHaveLength(1);
});

it('a message of an app has no author to add', async () => {
  const { user } = bot.slack.person('robot');
  await bot.jane.usesMessageShortcut(SHORTCUTS.addAuthor, { author: user });
  const form = await bot.view('jane', 'modal');
  expect(peopleIn(form.view.blocks)).toBeUndefined();
  bot.jane.reloads();
});

it.each([
  ['guest', 'guest'],
  ['p005', 'role'],
])('%s, who may not add anybody, gets the reason instead of a form', async (name, reason) => {
  const author = bot.slack.person('p004').user;
  const person = bot.slack.person(name);
  await person.usesMessageShortcut(SHORTCUTS.addAuthor, { author });
  expect(contentOf(await bot.answer(name)).toLowerCase()).toContain(reason);
  await until(async () => (await bot.count('slack_requests WHERE finished_at IS NULL')) === 0);
  expect(person.views).toEqual([]);
});
