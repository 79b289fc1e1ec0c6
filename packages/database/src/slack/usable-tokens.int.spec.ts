import { DEPARTMENT, JANE, ORGANIZATION, openTestDatabase, person } from '../database.fixture.js';
import { MembershipRequestNotices } from '../membership-requests/membership-request-notices.js';
import { SlackDirectories } from './slack-directory.js';
import { SlackInbox } from './slack-inbox.js';
import { SlackOutbox } from './slack-outbox.js';
import type { UsableTokens } from './usable-tokens.js';

const { dataSource, owner, close } = await openTestDatabase();
afterAll(() => close());

const WORKSPACES = ['T_KEY', 'T_TOKEN', 'T_NONE', 'T_GONE'];

beforeAll(async () => {
  await owner.query(
    `INSERT INTO slack_installations (workspace_id, team_id, scopes, key_id, sealed_tokens, token_hash)
     VALUES ('T_KEY', 'T_KEY', '{}', 'key1', '\\x00', NULL), ('T_TOKEN', 'T_TOKEN', '{}', NULL, NULL, '\\xab'),
            ('T_NONE', 'T_NONE', '{}', NULL, NULL, NULL)`,
  );
  await owner.query(
    `INSERT INTO slack_requests (id, workspace_id, team_id, slack_user_id, kind, body, trace_id)
     SELECT id, id, id, 'U1', 'command', '{}', 't' FROM unnest($1::text[]) id`,
    [WORKSPACES],
  );
  const [key = '', token = ''] = WORKSPACES;
  const message = { target: {}, payload: {}, trace_id: 't' };
  await new SlackOutbox(dataSource).write([
    ...WORKSPACES.map((id) => ({ ...message, id, workspace_id: id, method: 'direct' })),
    ...[key, token].map((id) => ({ ...message, id: `${id}:answer`, workspace_id: id, method: 'respond' })),
  ]);
  await owner.query(
    `INSERT INTO membership_requests (id, organization_id, department_id, user_id, requested_by_type, requested_by_id,
       expires_at)
     VALUES ('req_1', $1, $2, $3, 'user', $4, now() + interval '1 day')`,
    [ORGANIZATION, DEPARTMENT, person(1), JANE],
  );
});

/** The organization has these workspaces now, and no others. */
async function connect(workspaces: readonly string[]): Promise<void> {
  await owner.query(`UPDATE slack_installations SET organization_id = CASE WHEN workspace_id = ANY ($2) THEN $1 END`, [
    ORGANIZATION,
    workspaces,
  ]);
}

/** What a bot takes up of all this. */
async function takenUp(usable: UsableTokens) {
  await owner.query(`UPDATE slack_requests SET due_at = now() - interval '1 second'`);
  await owner.query(`UPDATE slack_deliveries SET next_at = now() - interval '1 second'`);
  await owner.query(`UPDATE membership_requests SET tell_at = now() - interval '1 second'`);
  const sorted = (ids: readonly string[]) => [...ids].sort();
  return {
    requests: sorted((await new SlackInbox(dataSource, usable).leaseDue(10)).map(({ id }) => id)),
    messages: sorted((await new SlackOutbox(dataSource, usable).leaseDue(10)).map(({ id }) => id)),
    notices: (await new MembershipRequestNotices(dataSource, usable).leaseDue(10)).length,
  };
}

const ANSWERS = ['T_KEY:answer', 'T_TOKEN:answer'];

it.each<[string, UsableTokens, readonly string[]]>([
  ['by OAuth', ['key2', 'key1'], ['T_KEY']],
  ['in the configuration', ['ab'], ['T_TOKEN']],
  ['that no workspace has', ['key3'], []],
  ['of any workspace', null, ['T_KEY', 'T_TOKEN']],
])(
  'a bot with tokens %s takes up what is for those, and what is for workspaces without a token',
  async (_, usable, own) => {
    const taken = [...own, 'T_NONE', 'T_GONE'].sort();
    expect(await takenUp(usable)).toEqual({ requests: taken, messages: [...taken, ...ANSWERS].sort(), notices: 1 });
  },
);

it.each<[string, readonly string[], number]>([
  ['no workspace', [], 1],
  ['a workspace of another bot', ['T_TOKEN'], 0],
  ['workspaces of both', ['T_TOKEN', 'T_KEY'], 1],
])('a bot tells of the membership requests of an organization with %s: %j, %i', async (_, workspaces, notices) => {
  await connect(workspaces);
  expect(await takenUp(['key1'])).toMatchObject({ notices });
});

it('a request that no bot took up for two days is not carried out any more, and is deleted', async () => {
  await owner.query(`UPDATE slack_requests SET created_at = now() - interval '3 days',
    due_at = now() - CASE id WHEN 'T_KEY' THEN interval '49 hours' ELSE interval '47 hours' END`);
  const inbox = new SlackInbox(dataSource, ['key1']);
  expect((await inbox.leaseDue(10)).map(({ id }) => id).sort()).toEqual(['T_GONE', 'T_NONE']);
  await inbox.purge();
  const rest: { id: string }[] = await owner.query('SELECT id FROM slack_requests ORDER BY id');
  expect(rest.map(({ id }) => id)).toEqual(['T_GONE', 'T_NONE', 'T_TOKEN']);
});

it('reads the users of workspaces whose token it can use', async () => {
  await connect(['T_KEY', 'T_TOKEN']);
  const read = async (usable: UsableTokens) =>
    (await new SlackDirectories(dataSource, usable).leaseDue(10)).map(({ team_id }) => team_id);
  expect(await read(['key1'])).toEqual(['T_KEY']);
  expect(await read(['ab'])).toEqual(['T_TOKEN']);
});
