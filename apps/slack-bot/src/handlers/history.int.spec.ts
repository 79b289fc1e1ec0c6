import { contentOf, useBot } from '../bot.fixture.js';

const bot = useBot();
beforeEach(async () => {
  await bot.removeAllMembers();
  await bot.database.query('DELETE FROM slack_requests');
});

async function jane(command: string, answer: string): Promise<void> {
  await bot.jane.types(`/dept ${command}`);
  await bot.sees('jane', answer);
}

it('/dept undo undoes the latest change, then the one before, and each once', async () => {
  await jane('add @p001 to engineering', 'is now in *Engineering*');
  await jane('add @p002 to platform', 'is now in *Platform*');
  await jane('undo', 'is no longer in *Platform*');
  expect([await bot.members(), await bot.members('dept_plat01')]).toEqual([['usr_demo001'], []]);
  await jane('undo', 'is no longer in *Engineering*');
  await jane('undo', 'you have changed nothing');
  expect(await bot.members()).toEqual([]);
});

it('two undos at the same time undo a change once', async () => {
  await jane('add @p001 to engineering', 'is now in *Engineering*');
  await Promise.all([bot.jane.types('/dept undo'), bot.jane.types('/dept undo')]);
  await bot.sees('jane', 'is no longer in *Engineering*');
  await bot.slack.inbox.until(() => bot.jane.messages.length >= 3 || undefined);
  expect(await bot.members()).toEqual([]);
  const removals = `audit_events WHERE action = 'member.remove' AND user_id = 'usr_demo001'`;
  const before = await bot.count(removals);
  await jane('undo', 'you have changed nothing');
  expect(await bot.count(removals)).toBe(before);
});

it('the history shows own changes with a button each, and which were undone; those of others it does not', async () => {
  await bot.database.query(`UPDATE organization_members SET role = 'admin' WHERE user_id = 'usr_demo005'`);
  await bot.slack.person('p005').types('/dept add @p009 to engineering');
  await bot.sees('p005', 'is now in');
  await jane('add @p001 @p002 @p003 @p004 @p006 to engineering', '5 people added');
  await jane('remove @p001 from engineering', 'is no longer in');
  await jane('undo', 'is now in *Engineering*');
  await bot.jane.types('/dept history');
  const history = await bot.sees('jane', 'Your changes of the last twelve hours');
  const lines = contentOf(history);
  expect(lines).toMatch(/~<@\w+> removed from Company\/Engineering~ \(undone\)/);
  const [first, second, third] = ['p001', 'p002', 'p003'].map((name) => `<@${bot.slack.person(name).id}>`);
  expect(lines).toContain(`${first}, ${second}, ${third} and 2 others added to Company/Engineering`);
  expect(lines).not.toContain('Demo Person 009');
  await bot.jane.clicks(history, 'Undo');
  // @p001 was removed and came back since then.
  await bot.sees('jane', '4 of 5 people removed');
  expect(await bot.members()).toEqual(['usr_demo001', 'usr_demo009']);
  await bot.database.query(`UPDATE organization_members SET role = 'member' WHERE user_id = 'usr_demo005'`);
});

it('after twelve hours a change is no longer in the history', async () => {
  await jane('add @p001 to engineering', 'is now in *Engineering*');
  await bot.database.query(`UPDATE slack_requests SET created_at = created_at - interval '13 hours'`);
  await jane('history', 'You have changed nothing in the last twelve hours');
  await jane('undo', 'you have changed nothing');
});

it('App Home shows the changes, is shown anew after each, and undoes them', async () => {
  await bot.jane.opensHome();
  const home = () => bot.slack.inbox.views.find(({ userId, view }) => userId === bot.jane.id && view.type === 'home');
  const shows = (text: string) =>
    bot.slack.inbox.until(() => (JSON.stringify(home()).includes(text) ? home() : undefined));
  await bot.view('jane', 'home');
  await jane('add @p001 to engineering', 'is now in *Engineering*');
  const view = await shows('added to Company/Engineering');
  await bot.jane.clicks(view, 'Undo');
  await bot.sees('jane', 'is no longer in *Engineering*');
  await shows('(undone)');
  expect(await bot.members()).toEqual([]);
});

it('an undo says for each person what it left alone, and why', async () => {
  await jane('add @p001 @p002 @p003 to engineering', '3 people added');
  await bot.database.query(`DELETE FROM department_members WHERE user_id = 'usr_demo001'`);
  await bot.database.query(
    `UPDATE department_members SET added_at = added_at + interval '1 second' WHERE user_id = 'usr_demo002'`,
  );
  await jane('undo', '1 of 3 people removed');
  const undone = contentOf(await bot.sees('jane', 'Undone'));
  expect(undone).toContain('was left alone: removed from *Engineering* since then');
  expect(undone).toContain('was left alone: added again to *Engineering* since then');
  expect(await bot.members()).toEqual(['usr_demo002']);

  await jane('remove @p002 from engineering', 'is no longer in *Engineering*');
  await bot.database.query(
    `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
     VALUES ('dept_abc123', 'usr_demo002', 'org_xyz789', now(), 'test')`,
  );
  await jane('undo', 'was left alone: added back to *Engineering* since then');
  expect(await bot.members()).toEqual(['usr_demo002']);
});

it('what somebody else has undone is not undone again', async () => {
  await bot.database.query(`UPDATE organization_members SET role = 'admin' WHERE user_id = 'usr_demo005'`);
  await jane('add @p001 to engineering', 'is now in *Engineering*');
  const message = await bot.sees('jane', 'is now in *Engineering*');
  await jane('undo', 'is no longer in *Engineering*');
  await bot.slack.person('p005').clicks(message, 'Undo');
  await bot.sees('jane', 'This was already undone');
  await bot.database.query(`UPDATE organization_members SET role = 'member' WHERE user_id = 'usr_demo005'`);
});
