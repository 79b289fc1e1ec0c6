import { DEPARTMENT, JANE, ORGANIZATION, openTestDatabase, person } from '../database.fixture.js';
import { MembershipRequestNotices } from '../membership-requests/membership-request-notices.js';
import { SlackAnnouncements } from '../slack/announcements/slack-announcements.js';
import { placeOfWorkspace } from '../slack/open-workspaces.js';
import { SlackChannelLinks } from '../slack/slack-channel-links.js';
import { SlackDirectories } from '../slack/slack-directory.js';
import { SlackInbox } from '../slack/slack-inbox.js';
import { SlackOutbox } from '../slack/slack-outbox.js';
import { SlackTokens } from '../slack/slack-tokens.js';
import { freezeOrganization, isFenced, unfreezeOrganization } from './fences.js';
import { untilSettled } from './settle.js';

const database = await openTestDatabase();
const { dataSource, owner } = database;
afterAll(() => database.close());

const TOKENS = Buffer.from('sealed');
const inbox = new SlackInbox(dataSource);
const outbox = new SlackOutbox(dataSource);
const tokens = new SlackTokens(dataSource);
const ids = async (rows: Promise<readonly { readonly id: string }[]>) => (await rows).map(({ id }) => id);

/** T1 is connected with the organization, T2 was, and T3 belongs to nobody. */
const WORKSPACES = ['T1', 'T2', 'T3'];
const request = (workspaceId: string, id = `request:${workspaceId}`) => ({
  id,
  team_id: workspaceId,
  enterprise_id: null,
  slack_user_id: 'U1',
  kind: 'command',
  body: {},
  trace_id: 't',
});
const delivery = (workspaceId: string) => ({
  id: `delivery:${workspaceId}`,
  workspace_id: workspaceId,
  method: 'direct' as const,
  target: {},
  payload: {},
  trace_id: 't',
});

/** What the bots of this cell take up now, of all that is due. */
async function takenUp() {
  const renewals = WORKSPACES.map(async (id) => ((await tokens.leaseRenewal(id, TOKENS)) ? [id] : []));
  return {
    requests: (await ids(inbox.leaseDue(10))).sort(),
    deliveries: (await ids(outbox.leaseDue(10))).sort(),
    renewals: (await Promise.all(renewals)).flat(),
    revocations: (await tokens.leaseRevocations(10)).map(({ workspace_id }) => workspace_id).sort(),
    directories: (await new SlackDirectories(dataSource).leaseDue(10)).map(({ team_id }) => team_id).sort(),
    notices: await ids(new MembershipRequestNotices(dataSource).leaseDue(10)),
    announcements: (await new SlackAnnouncements(dataSource).run(() => ({}))).messages,
  };
}

beforeAll(async () => {
  await owner.query(
    `INSERT INTO slack_installations (workspace_id, team_id, organization_id, former_organization_id, scopes, sealed_tokens,
       key_id, revoke_at)
     VALUES ('T1', 'T1', $1, NULL, '{}', $2, 'key', now()), ('T2', 'T2', NULL, $1, '{}', $2, 'key', now()),
            ('T3', 'T3', NULL, NULL, '{}', $2, 'key', now())`,
    [ORGANIZATION, TOKENS],
  );
  for (const id of WORKSPACES) await inbox.receive(request(id));
  await outbox.write(WORKSPACES.map(delivery));
  await owner.query(`INSERT INTO slack_directories (team_id, workspace_id) VALUES ('T1', 'T1')`);
  await owner.query(
    `INSERT INTO membership_requests (id, organization_id, department_id, user_id, requested_by_type, requested_by_id,
       expires_at, tell_at)
     VALUES ('req_1', $1, $2, $3, 'user', $4, now() + interval '1 day', now())`,
    [ORGANIZATION, DEPARTMENT, person(1), JANE],
  );
  await owner.query(
    `INSERT INTO slack_channel_links (team_id, channel_id, organization_id, department_id, linked_by)
     VALUES ('T1', 'C1', $1, $2, $3)`,
    [ORGANIZATION, DEPARTMENT, JANE],
  );
  await owner.query(
    `INSERT INTO slack_announcements (team_id, channel_id, bundle, change, other_department_id, organization_id,
       department_id, people, user_ids, first_position, trace_id, due_at)
     VALUES ('T1', 'C1', 'late', 'added', '', $1, $2, 1, ARRAY[$3], 1, 't', now())`,
    [ORGANIZATION, DEPARTMENT, person(1)],
  );
  await owner.query(`UPDATE slack_requests SET due_at = now() - interval '1 second'`);
});

it('leaves to the other cell what waits for Slack, and does it when the move is given up', async () => {
  await freezeOrganization(owner, ORGANIZATION);
  expect(await takenUp()).toEqual({
    requests: ['request:T3'],
    deliveries: ['delivery:T3'],
    renewals: ['T3'],
    revocations: ['T3'],
    directories: [],
    notices: [],
    announcements: 0,
  });
  await unfreezeOrganization(owner, ORGANIZATION);
  expect(await takenUp()).toEqual({
    requests: ['request:T1', 'request:T2'],
    deliveries: ['delivery:T1', 'delivery:T2'],
    renewals: ['T1', 'T2'],
    revocations: ['T1', 'T2'],
    directories: ['T1'],
    notices: ['req_1'],
    announcements: 1,
  });
});

it('stores no request of a workspace whose organization moves', async () => {
  await freezeOrganization(owner, ORGANIZATION);
  const receive = (workspaceId: string) => inbox.receive(request(workspaceId, `late:${workspaceId}`));
  await expect(receive('T1')).rejects.toMatchObject({ code: 'ORGANIZATION_MOVING' });
  await expect(receive('T2')).rejects.toMatchObject({ code: 'ORGANIZATION_MOVING' });
  expect(await receive('T3')).toMatchObject({ workspace_id: 'T3' });
  expect(await receive('T3')).toBeNull();
  expect(await receive('T4')).toBeNull();
  await unfreezeOrganization(owner, ORGANIZATION);
  expect(await receive('T1')).toMatchObject({ workspace_id: 'T1' });
});

it('tells which workspaces are served here, which wait for the end of a move, and where the others are', async () => {
  const places = async () => {
    const found = await Promise.all([...WORKSPACES, 'T4'].map((id) => placeOfWorkspace(dataSource, id, null)));
    return found.map((place) => (place.kind === 'not_here' ? place.movedTo : place.kind));
  };
  expect(await places()).toEqual(['here', null, null, null]);
  expect(await placeOfWorkspace(dataSource, 'T4', 'T1')).toEqual({ kind: 'here' });
  await freezeOrganization(owner, ORGANIZATION);
  expect(await places()).toEqual(['frozen', 'frozen', null, null]);
  await owner.query(`UPDATE organization_fences SET state = 'moved', moved_to = 'eu2'`);
  expect(await places()).toEqual(['eu2', 'eu2', null, null]);
  await owner.query('DELETE FROM organization_fences');
});

it('stops no announcements while the organization moves, so that the other cell is told of it', async () => {
  const links = new SlackChannelLinks(dataSource);
  const channel = { teamId: 'T1', channelId: 'C1' };
  const stop = () => links.stop(channel, 'shared', () => null);
  const isAnnounced = async () => (await links.findAnnounced(channel, ORGANIZATION)) !== null;
  await owner.query(`UPDATE slack_channel_links SET announcements = 'all', audience = 'workspace'`);
  await freezeOrganization(owner, ORGANIZATION);
  expect(await stop().catch(isFenced)).toBe(true);
  expect(await isAnnounced()).toBe(true);
  await unfreezeOrganization(owner, ORGANIZATION);
  await stop();
  expect(await isAnnounced()).toBe(false);
});

it('the export waits for a transaction that stops announcements', async () => {
  await dataSource.transaction(async (tx) => {
    await tx.query('UPDATE slack_channel_links SET stopped_because = NULL');
    await expect(untilSettled(owner, ORGANIZATION, { timeoutMs: 0 })).rejects.toThrow('a transaction from before');
  });
});

test.each([
  ['a request', `UPDATE slack_requests SET due_at = now() + interval '20 seconds' WHERE id = 'request:T1'`],
  ['a message', `UPDATE slack_deliveries SET next_at = now() + interval '20 seconds' WHERE id = 'delivery:T2'`],
  [
    'a renewal of tokens',
    `UPDATE slack_installations SET renewing_until = now() + interval '9 s' WHERE workspace_id = 'T1'`,
  ],
])('the export waits for %s that a bot works on', async (_, lease) => {
  await owner.query(`UPDATE slack_requests SET due_at = now() - interval '1 second'`);
  await owner.query(`UPDATE slack_deliveries SET next_at = now() - interval '1 second', attempts = 1`);
  await owner.query('UPDATE slack_installations SET renewing_until = NULL');
  await untilSettled(owner, ORGANIZATION, { timeoutMs: 0 });
  await owner.query(lease);
  await expect(untilSettled(owner, ORGANIZATION, { timeoutMs: 0 })).rejects.toThrow('a Slack bot works for it');
});
