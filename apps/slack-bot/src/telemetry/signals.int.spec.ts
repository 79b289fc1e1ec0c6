import { ChangeRequestReader, ProcessSampleReader } from '@roster/database';
import { useBot } from '../bot.fixture.js';

const bot = useBot();

/** The record of one interaction, as soon as it is there: it is written in the background. */
async function recordOf(traceId: string) {
  const reader = new ChangeRequestReader(bot.database);
  for (;;) {
    const [record] = await reader.find('trace_id', traceId, 10);
    if (record) return record;
  }
}

async function traceOf(requestId: string): Promise<string> {
  const [row] = await bot.database.query('SELECT trace_id FROM slack_requests WHERE id = $1', [requestId]);
  return row.trace_id;
}

it('operators find an add of Slack like one of REST: with its trigger, its job and its end', async () => {
  const typed = await bot.jane.types('/dept add @p001 to engineering');
  await bot.sees('jane', '1 person added');
  expect(await recordOf(await traceOf(`command:T0ACME:${typed.triggerId}`))).toMatchObject({
    channel: 'slack',
    route: 'slack /dept add',
    organization_id: 'org_xyz789',
    department_id: 'dept_abc123',
    user_id: 'usr_demo001',
    actor_type: 'user',
    actor_id: 'usr_def456',
    trigger_id: typed.triggerId,
    job_id: expect.any(String),
    status: 201,
    error_code: null,
  });
});

it('an add that was refused is recorded too', async () => {
  const typed = await bot.slack.person('p002').types('/dept add @p001 to engineering');
  await bot.sees('p002', 'does not allow this');
  expect(await recordOf(await traceOf(`command:T0ACME:${typed.triggerId}`))).toMatchObject({
    operation_id: null,
    job_id: null,
    status: 403,
    error_code: 'PERMISSION_DENIED',
  });
});

it('the bot tells at its start that it lives, and counts what it does', async () => {
  expect(await new ProcessSampleReader(bot.database).liveProcesses()).toMatchObject([{ process_kind: 'slack-bot' }]);
  const text = await bot.metrics();
  expect(text).toMatch(/roster_slack_requests_total\{kind="command",answer="changed"\} 1/);
  expect(text).toMatch(/roster_slack_requests_total\{kind="command",answer="add_refused"\} 1/);
  expect(text).toMatch(/roster_slack_deliveries_total\{method="respond",end="delivered"\} [1-9]/);
  expect(text).toMatch(/roster_changes_total\{[^}]*outcome="added"[^}]*\} 1/);
  expect(text).not.toMatch(/T0ACME|usr_|dept_/);
});
