import { contentOf, useBot } from '../bot.fixture.js';
import { until } from '../until.fixture.js';

const bot = useBot();
beforeEach(async () => {
  await bot.removeAllMembers();
  await bot.database.query('DELETE FROM membership_requests');
  await bot.database.query('UPDATE departments SET manager_user_id = NULL');
});

const person = (name: string) => bot.slack.person(name);

/** Types the command, opens the form under the refusal and sends it. */
async function ask(name: string, command: string, reason: string | null = null): Promise<void> {
  await person(name).types(command);
  await person(name).clicks(await bot.sees(name, 'You can ask them for it'), 'Ask for it');
  const value = { type: 'plain_text_input', value: reason };
  await person(name).submits(await bot.view(name, 'modal'), { reason: { reason: value } });
}

async function manager(userId: string): Promise<void> {
  await bot.database.query(`UPDATE departments SET manager_user_id = $1 WHERE id = 'dept_abc123'`, [userId]);
}

it('a person who may not add asks for it, the manager approves, and both are told', async () => {
  await manager('usr_demo002');
  await ask('p001', '/dept add @p001 to engineering', 'On-call from *Monday*.\n<@U0> & more');
  expect(contentOf(await bot.sees('p001', 'Sent to'))).toContain('Sent to *Demo Person 002*');
  const request = await bot.sees('p002', 'asks to be added to');
  expect(contentOf(request)).toContain('> On-call from *Monday*.\n> &lt;@U0&gt; &amp; more');
  expect(bot.jane.messages).toEqual([]);

  await person('p002').clicks(request, 'Approve');
  expect(contentOf(await bot.replaced(request))).toContain('You approved this');
  await bot.sees('p001', 'Demo Person 002 approved your request: you are now in');
  expect(await bot.members()).toEqual(['usr_demo001']);
});

it('without a manager the owners and admins are asked, and a denial adds nobody', async () => {
  await ask('p001', '/dept add @p003 @p004 to engineering');
  await bot.sees('p001', '2 requests');
  const request = await bot.slack.inbox.until(() =>
    bot.jane.messages.find((message) => contentOf(message).includes('to add *Demo Person 003*')),
  );
  await bot.sees('jane', 'to add *Demo Person 004*');
  await bot.jane.clicks(request, 'Deny');
  expect(contentOf(await bot.replaced(request))).toContain('You denied this');
  await bot.sees('p001', 'denied your request to add *Demo Person 003*');
  expect(await bot.members()).toEqual([]);
});

it.each(['gone', 'guest', 'foreign'])(
  'a decider whose linked Slack account is %s is told on the one with their address',
  async (name) => {
    await manager('usr_demo002');
    await bot.database.query(`DELETE FROM slack_identities WHERE how = 'explicit'`);
    await bot.database.query(
      `INSERT INTO slack_identities (team_id, slack_user_id, organization_id, user_id, how)
       VALUES ('T0ACME', $1, 'org_xyz789', 'usr_demo002', 'explicit')`,
      [person(name).id],
    );
    await ask('p001', '/dept add @p012 to engineering');
    await bot.sees('p002', 'to add *Demo Person 012*');
  },
);

it('the first of two deciders counts, also with double clicks, and the other is told who it was', async () => {
  await bot.database.query(`UPDATE organization_members SET role = 'admin' WHERE user_id = 'usr_demo005'`);
  await ask('p001', '/dept add @p001 to engineering');
  const forJane = await bot.sees('jane', 'asks to be added');
  const forAdmin = await bot.sees('p005', 'asks to be added');
  const clicks = await Promise.all([bot.jane.clicks(forJane, 'Approve'), bot.jane.clicks(forJane, 'Approve')]);
  await bot.replaced(forJane);
  await clicks[0]?.again();
  await person('p005').clicks(forAdmin, 'Deny');
  expect(contentOf(await bot.replaced(forAdmin))).toContain('Jane Smith approved this');
  expect(await bot.members()).toEqual(['usr_demo001']);
  const decided = `audit_events JOIN membership_requests r ON r.id = subject WHERE action <> 'membership_request.create'`;
  expect(await bot.count(decided)).toBe(1);
  await bot.database.query(`UPDATE organization_members SET role = 'member' WHERE user_id = 'usr_demo005'`);
});

it('a request that was made and decided over REST is told in Slack as well', async () => {
  await bot.database.query(
    `INSERT INTO membership_requests (id, organization_id, department_id, user_id, requested_by_type, requested_by_id,
                                      expires_at, tell_at)
     VALUES ('mrq_rest', 'org_xyz789', 'dept_abc123', 'usr_demo006', 'user', 'usr_demo007', now() + interval '14 days', now())`,
  );
  const request = await bot.sees('jane', 'to add *Demo Person 006*');
  await bot.database.query(
    `UPDATE membership_requests SET status = 'denied', decided_by_type = 'api_key', decided_by_id = 'key_x',
       ended_at = now(), tell_at = now()`,
  );
  await bot.sees('p007', 'Your request was denied to add');
  await bot.jane.clicks(request, 'Approve');
  expect(contentOf(await bot.replaced(request))).toContain('Somebody denied this');
  expect(await bot.members()).toEqual([]);
});

it('an expired request is not decided, and the one who asked is told', async () => {
  await ask('p001', '/dept add @p008 to engineering');
  const request = await bot.sees('jane', 'to add *Demo Person 008*');
  await bot.database.query('UPDATE membership_requests SET expires_at = clock_timestamp()');
  await bot.jane.clicks(request, 'Approve');
  expect(contentOf(await bot.replaced(request))).toContain('Nobody decided this within 14 days');
  await bot.database.query(
    `UPDATE membership_requests SET status = 'expired', ended_at = expires_at, tell_at = clock_timestamp()`,
  );
  await bot.sees('p001', 'Nobody decided your request');
  expect(await bot.members()).toEqual([]);
});

it('when the member cannot be added, the decider is told why and can decide later', async () => {
  await ask('p001', '/dept add @p009 to engineering');
  const request = await bot.sees('jane', 'to add *Demo Person 009*');
  const deactivate = (at: string) =>
    bot.database.query(`UPDATE organization_members SET deactivated_at = ${at} WHERE user_id = 'usr_demo009'`);
  await deactivate('now()');
  await bot.jane.clicks(request, 'Approve');
  const still = await bot.replaced(request);
  expect(contentOf(still)).toContain('deactivated');
  await deactivate('NULL');
  await bot.jane.clicks(still, 'Approve');
  await bot.sees('jane', 'You approved this');
  expect(await bot.members()).toEqual(['usr_demo009']);
});

it('asking twice for the same command, or for what somebody asked for already, makes one request', async () => {
  await ask('p001', '/dept add @p010 to engineering');
  await bot.sees('p001', 'Sent to');
  bot.clearScreens();
  await ask('p002', '/dept add @p010 to engineering');
  expect(contentOf(await bot.sees('p002', 'Nothing was asked'))).toContain('somebody has asked for this already');
  expect(await bot.count('membership_requests')).toBe(1);
});

it('a manager who lost the department no longer decides', async () => {
  await manager('usr_demo002');
  await ask('p001', '/dept add @p001 to engineering');
  const request = await bot.sees('p002', 'asks to be added');
  await manager('usr_demo003');
  await person('p002').clicks(request, 'Approve');
  await bot.sees('p002', 'does not allow this');
  expect(contentOf(await bot.sees('p002', 'asks to be added'))).toContain('Approve');
  expect(await bot.members()).toEqual([]);
});

it('a bot that dies before it told anybody is followed by another that does', async () => {
  await bot.database.query(
    `INSERT INTO membership_requests (id, organization_id, department_id, user_id, requested_by_type, requested_by_id,
                                      expires_at, tell_at)
     VALUES ('mrq_dead', 'org_xyz789', 'dept_abc123', 'usr_demo011', 'user', 'usr_demo001', now() + interval '14 days',
             now() + interval '25 seconds')`,
  );
  await bot.restartBot();
  await bot.database.query(`UPDATE membership_requests SET tell_at = now()`);
  await bot.sees('jane', 'to add *Demo Person 011*');
});

it('more people than a handful are not asked for at once', async () => {
  await person('p001').types('/dept add @p020 @p021 @p022 @p023 @p024 @p025 to engineering');
  const refused = await bot.sees('p001', 'name up to 5 people at a time');
  expect(contentOf(refused)).not.toContain('Ask for it');
});

it('a form that Slack does not open in time is asked for again', async () => {
  await person('p001').types('/dept add @p011 to engineering');
  bot.slack.failNext('views.open', { status: 200, body: { ok: false, error: 'expired_trigger_id' } });
  const refused = await bot.sees('p001', 'You can ask them for it');
  await person('p001').clicks(refused, 'Ask for it');
  await bot.sees('p001', 'Click the button again');
  await person('p001').clicks(refused, 'Ask for it');
  expect(await bot.view('p001', 'modal')).toBeTruthy();
  person('p001').reloads();
});

it('a limit of Slack delays no other notice: the request is told of later', async () => {
  bot.slack.failNext('users.lookupByEmail', { status: 429, headers: { 'retry-after': '60' }, times: 10 });
  await manager('usr_demo014');
  await ask('p001', '/dept add @p013 to engineering');
  await until(async () => bot.log.some(({ msg }) => msg === 'could not tell of a membership request'));
  bot.slack.failNext('users.lookupByEmail', { status: 429, times: 0 });
  await bot.database.query('UPDATE membership_requests SET tell_at = clock_timestamp()');
  await bot.sees('p014', 'to add *Demo Person 013*');
});
