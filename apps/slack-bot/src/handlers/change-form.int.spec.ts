import { contentOf, useBot } from '../bot.fixture.js';
import { MODAL } from '../messages/action-ids.js';

const bot = useBot();

async function modalOf(text: string) {
  await bot.jane.types(text);
  return bot.view('jane', 'modal');
}

function filled(change: string, users: readonly string[], department: string | null) {
  const option = (value: string) => ({ selected_option: { value, text: { type: 'plain_text', text: value } } });
  return {
    [MODAL.change.block]: { [MODAL.change.action]: option(change) },
    [MODAL.people.block]: { [MODAL.people.action]: { selected_users: users } },
    [MODAL.department.block]: {
      [MODAL.department.action]: department === null ? { selected_option: null } : option(department),
    },
  };
}

it('who may not change anything is told so before the form opens, and who may', async () => {
  await bot.jane.types('/dept whoami');
  await bot.sees('jane', 'owner');
  await bot.slack.person('p010').types('/dept');
  const answer = contentOf(await bot.sees('p010', 'does not allow this'));
  expect(answer).toContain(`ask <@${bot.jane.id}>`);
  await bot.database.query(`UPDATE departments SET manager_user_id = 'usr_demo011' WHERE id = 'dept_supp01'`);
  await bot.slack.person('p011').types('/dept add @p010 to engineering');
  await bot.sees('p011', 'Your request goes to');
  await bot.slack.person('p010').types('/dept remove @p011 from support');
  expect(contentOf(await bot.sees('p010', 'To remove people from *Support*'))).toContain('ask ');
  expect(bot.slack.person('p010').views).toEqual([]);
  await bot.slack.person('p011').types('/dept');
  bot.slack.inbox.close((await bot.view('p011', 'modal')).id);
});

it('someone who was named without "@" is asked for before the form opens', async () => {
  await bot.jane.types('/dept remove demo person 012');
  await bot.jane.clicks(
    await bot.sees('jane', 'You typed *demo person 012*'),
    'Demo Person 012 (person012@company.com)',
  );
  const modal = await bot.view('jane', 'modal');
  expect(modal.view).toMatchObject({ title: { text: 'Remove people' }, submit: { text: 'Remove' } });
  expect(JSON.stringify(modal.view)).toContain(`"initial_users":["${bot.slack.person('p012').id}"]`);
  bot.slack.inbox.close(modal.id);
});

it('a form that was opened by an earlier version says itself what to do', async () => {
  const modal = await modalOf('/dept add');
  const place = JSON.parse(String(modal.view.private_metadata));
  const before = {
    ...modal,
    view: { ...modal.view, private_metadata: JSON.stringify({ ...place, change: undefined }) },
  };
  await bot.jane.submits(before, filled('add', [bot.slack.person('p013').id], 'dept_supp01'));
  await bot.sees('jane', '1 person added to Support');
});

it('a bare /dept opens a form, and its submission is answered where it was typed', async () => {
  const modal = await modalOf('/dept');
  const done = await bot.jane.submits(modal, filled('add', [bot.slack.person('p001').id], 'dept_abc123'));
  expect(done.acknowledged).toMatchObject({ status: 200, body: '' });
  expect(await bot.sees('jane', '1 person added')).toMatchObject({ place: 'ephemeral' });
  expect(await bot.members()).toContain('usr_demo001');
});

it('a user group without a department is asked for it in words, as the form has no place for groups', async () => {
  await bot.jane.types('/dept add @few');
  expect(contentOf(await bot.sees('jane', 'Which department?'))).toContain('/dept add @jane to Engineering');
  expect(bot.jane.views.filter(({ view }) => view.type === 'modal')).toEqual([]);
});

it('a form that Slack does not open in time is replaced by what to type', async () => {
  bot.slack.failNext('views.open', { status: 200, body: { ok: false, error: 'expired_trigger_id' } });
  await bot.jane.types('/dept remove @p002');
  expect(contentOf(await bot.sees('jane', 'did not open'))).toContain('/dept remove @jane from Engineering');
});

it('a form that is submitted twice is one change', async () => {
  const modal = await modalOf('/dept add @p002');
  const done = await bot.jane.submits(modal, filled('add', [bot.slack.person('p002').id], 'dept_supp01'));
  await done.again();
  await bot.sees('jane', '1 person added to Support');
  const rows = await bot.database.query(`SELECT FROM operations WHERE user_id = 'usr_demo002'`);
  expect(rows).toHaveLength(1);
});

it('a form with a missing part stays open and says what is missing', async () => {
  const modal = await modalOf('/dept add @p003');
  const done = await bot.jane.submits(modal, filled('add', [], null));
  expect(done.acknowledged.body).toMatchObject({
    response_action: 'errors',
    errors: { people: 'Choose at least one person.', department: 'Choose a department.' },
  });
});

it('who submits a form counts, not what the form says', async () => {
  const modal = await modalOf('/dept add @p004');
  await bot.slack.person('p005').submits(modal, filled('add', [bot.slack.person('p004').id], 'dept_supp01'));
  await bot.slack.inbox.until(({ messages }) => messages.find((one) => contentOf(one).includes('does not allow this')));
  expect(await bot.members('dept_supp01')).not.toContain('usr_demo004');
});

it('a department of another organization cannot be submitted', async () => {
  await bot.database.query(`INSERT INTO organizations (id, name) VALUES ('org_other', 'Other')`);
  await bot.database.query(
    `INSERT INTO departments (id, organization_id, name) VALUES ('dept_other', 'org_other', 'X')`,
  );
  const modal = await modalOf('/dept add @p006');
  await bot.jane.submits(modal, filled('add', [bot.slack.person('p006').id], 'dept_other'));
  await bot.sees('jane', 'no longer exists');
});

it('the type-ahead finds departments of the organization among 5,000', async () => {
  await bot.database.query(
    `INSERT INTO departments (id, organization_id, parent_id, name)
     SELECT 'dept_many' || n, 'org_xyz789', 'dept_root01', 'Team ' || n FROM generate_series(1, 5000) AS n`,
  );
  await bot.owner.query('ANALYZE departments');
  const modal = await modalOf('/dept add @p007');
  for (const text of ['team 4', 'engin', 'enginering', 'company/', '']) {
    const options = await bot.jane.searches(modal, MODAL.department.action, text);
    expect(options.length).toBeGreaterThan(0);
    expect(options.length).toBeLessThanOrEqual(100);
    expect(options.map(({ value }) => value)).not.toContain('dept_other');
  }
});

it('somebody who stands for nobody gets no departments from the type-ahead', async () => {
  const modal = await modalOf('/dept add @p008');
  const options = await bot.slack.person('guest').searches(modal, MODAL.department.action, 'engin');
  expect(options).toEqual([]);
});
