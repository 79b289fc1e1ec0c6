import type { OperatorRole } from '@roster/domain';
import { TestConsole } from '../console.fixture.js';
import { installWorkspace, linkUser } from './slack.fixture.js';

let roster: TestConsole;
const sessions = new Map<OperatorRole, { cookie: string; csrfToken: string }>();
beforeAll(async () => {
  roster = await TestConsole.start();
  for (const role of ['viewer', 'operator'] as const) sessions.set(role, await roster.session(role));
}, 60_000);
afterAll(() => roster?.close());
beforeEach(async () => {
  await roster.database.query('DELETE FROM slack_installations; DELETE FROM slack_identities');
  await installWorkspace(roster.database, { id: 'T0ACME', name: 'Acme <b>' });
  await linkUser(roster.database, 'U1', 'usr_demo001', 'T0ACME');
});

async function ask(path: string, role: OperatorRole, init: RequestInit = {}) {
  const headers = { cookie: sessions.get(role)?.cookie ?? '' };
  const response = await fetch(`${roster.url}/ops/slack${path}`, { headers, redirect: 'manual', ...init });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
}

function post(path: string, role: OperatorRole, csrf_token = sessions.get(role)?.csrfToken ?? '') {
  return ask(path, role, { method: 'POST', body: new URLSearchParams({ csrf_token }) });
}

const idsIn = (text: string) => [...text.matchAll(/href="\/ops\/slack\/(\w+)"/g)].map(([, id]) => id);
const lastEvents = async (count: number): Promise<string[]> => {
  const rows: { said: string }[] = await roster.database.query(
    `SELECT concat_ws(' ', action, outcome, subject) AS said FROM operator_events ORDER BY id DESC LIMIT $1`,
    [count],
  );
  return rows.map(({ said }) => said).reverse();
};

it('lists the workspaces of all organizations, or of one, and those that nobody has connected', async () => {
  await installWorkspace(roster.database, { id: 'T0LOOSE', name: 'Loose', connected: false });
  const { text } = await ask('', 'viewer');
  expect(idsIn(text)).toEqual(['T0ACME', 'T0LOOSE']);
  expect(text).toContain('Acme &lt;b>');
  expect(text).toContain('never connected');
  expect(idsIn((await ask('?organization=org_xyz789', 'viewer')).text)).toEqual(['T0ACME']);
  for (const organization of ['org_none', 'x', '%00', '&organization=y'])
    expect(idsIn((await ask(`?organization=${organization}`, 'viewer')).text).filter((id) => id === 'T0ACME')).toEqual(
      organization.includes('&') ? ['T0ACME'] : [],
    );
  expect(idsIn((await ask('?after=T0ACME', 'viewer')).text)).toEqual(['T0LOOSE']);
});

it('shows the linked users of a workspace, with their names and buttons only to an operator', async () => {
  const forOperator = (await ask('/T0ACME', 'operator')).text;
  expect(forOperator).toMatch(/Demo Person 001.*usr_demo001/s);
  expect(forOperator).toContain('/ops/slack/T0ACME/users/U1/unlink');
  const forViewer = (await ask('/T0ACME', 'viewer')).text;
  expect(forViewer).toContain('usr_demo001');
  expect(forViewer).not.toMatch(/Demo Person|unlink"|disconnect"/);
});

it('asks before a workspace is disconnected, does it once, and writes down who did it', async () => {
  const question = await ask('/T0ACME/disconnect', 'operator');
  expect(question.text).toContain('Disconnect Acme &lt;b> from Demo Company?');
  for (const _ of ['once', 'again']) {
    const { status, location } = await post('/T0ACME/disconnect', 'operator');
    expect([status, location]).toEqual([303, '/ops/slack/T0ACME']);
  }
  expect((await lastEvents(4)).slice(0, 2)).toEqual(['slack.disconnect begun T0ACME', 'slack.disconnect done T0ACME']);
  const { text } = await ask('/T0ACME', 'operator');
  expect(text).toContain('waits for the bot to revoke it');
  expect(text).not.toContain('/disconnect"');
  const audited = await roster.database.query(
    `SELECT actor_type, channel, address FROM audit_events WHERE action = 'slack.unbind'`,
  );
  expect(audited).toEqual([{ actor_type: 'operator', channel: 'system', address: null }]);
});

it('unlinks a user; the second time there is nothing to do', async () => {
  expect((await post('/T0ACME/users/U1/unlink', 'operator')).location).toBe('/ops/slack/T0ACME');
  expect((await ask('/T0ACME', 'operator')).text).toContain('No Slack user is linked');
  expect((await post('/T0ACME/users/U1/unlink', 'operator')).status).toBe(404);
  expect((await lastEvents(4)).slice(1)).toEqual([
    'slack.unlink done T0ACME U1',
    'slack.unlink begun T0ACME U1',
    'slack.unlink failed T0ACME U1',
  ]);
});

it('changes nothing for a viewer, or without the token of the session', async () => {
  for (const path of ['/T0ACME/disconnect', '/T0ACME/users/U1/unlink']) {
    expect((await post(path, 'viewer')).status).toBe(403);
    expect((await post(path, 'operator', '')).status).toBe(403);
  }
  expect((await ask('/T0ACME/disconnect', 'viewer')).status).toBe(403);
  const [row] = await roster.database.query('SELECT organization_id FROM slack_installations');
  expect(row.organization_id).toBe('org_xyz789');
});

it('finds nothing under IDs that are none, and disconnects nothing that was never connected', async () => {
  for (const id of ['T0NONE', 'x', '%00', "T0'--"]) expect((await ask(`/${id}`, 'viewer')).status).toBe(404);
  expect((await post('/T0NONE/disconnect', 'operator')).status).toBe(404);
  expect((await post('/T0ACME/users/%00/unlink', 'operator')).status).toBe(404);
  await installWorkspace(roster.database, { id: 'T0LOOSE', name: 'Loose', connected: false });
  expect((await post('/T0LOOSE/disconnect', 'operator')).status).toBe(409);
});
