import { BulkRepository } from '@roster/database';
import { type OperatorRole, organizationIdSchema, userIdSchema } from '@roster/domain';
import { bulkAdd } from '@roster/local-stack';
import { TestConsole } from '../console.fixture.js';
import { encodeCursor } from './list-query.js';

let roster: TestConsole;
const cookies = new Map<OperatorRole, string>();
beforeAll(async () => {
  roster = await TestConsole.start();
  for (const role of ['viewer', 'operator'] as const) {
    cookies.set(role, (await roster.session(role)).cookie);
  }
}, 60_000);
afterAll(() => roster?.close());
beforeEach(() => roster.database.query('DELETE FROM operations; DELETE FROM change_requests'));

async function get(query: string, role: OperatorRole = 'viewer', path = '/ops/operations') {
  const headers = { cookie: cookies.get(role) ?? '' };
  const response = await fetch(`${roster.url}${path}${query}`, { headers, redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
}

/** The IDs in the rows, in their order. */
function rowsOf(text: string): string[] {
  return [...text.matchAll(/<tr><td>.*?<\/tr>/gs)].map(([row]) => /q=([^"]+)"/.exec(row)?.[1] ?? '');
}

function linkOf(text: string, name: string): string | undefined {
  const found = new RegExp(`<a [^>]*href="([^"]+)"[^>]*>${name}</a>`).exec(text);
  return found?.[1]?.replaceAll('&amp;', '&').replace('/ops/operations', '');
}

async function failedOnes(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number++) ids.unshift((await roster.failed('It did not work.')).operationId);
  return ids;
}

describe('without an ID', () => {
  it('the page begins with what failed, what waits longest and what is newest', async () => {
    const failed = await roster.failed('The database refused it.');
    const waiting = await roster.accepted({ userId: userIdSchema.parse('usr_demo012') });
    const made = await roster.applied({ userId: userIdSchema.parse('usr_demo010') });
    await roster.recorded({ operationId: null, traceId: 'a'.repeat(32), status: 401, errorCode: 'UNAUTHENTICATED' });
    const { status, text } = await get('');
    expect(status).toBe(200);
    const headings = [...text.matchAll(/<h2><a[^>]*>([^<]*)/g)].map(([, heading]) => heading);
    expect(headings).toEqual(['Failed', 'Waiting longest', 'Newest requests']);
    expect(rowsOf(text)).toEqual([
      failed.operationId,
      waiting.operationId,
      'a'.repeat(32),
      made.operationId,
      waiting.operationId,
    ]);
    expect(text).toContain('Failed, and nothing was changed: The database refused it.');
    expect(text).toContain('Never reached the queue: 401 UNAUTHENTICATED');
  });

  it('an empty list says what that means', async () => {
    const { text } = await get('');
    expect(text).toContain('No operation failed.');
    expect(text).toContain('Nothing is waiting: every accepted change has been applied.');
    expect(text).toContain('No request for a change was received.');
    expect((await get('?state=failed&period=hour')).text).toContain('No operation failed in the last hour.');
    expect((await get('?state=cancelled')).text).toContain('No operation was cancelled.');
    expect((await get('?state=none')).text).toContain('No request was refused at once.');
    expect((await get('?state=failed&channel=slack')).text).toContain('Nothing matches this filter.');
  });

  it('a form with empty fields leads to a short address', async () => {
    expect(await get('?state=failed&kind=&channel=&organization=&code=&period=')).toMatchObject({
      status: 303,
      location: '/ops/operations?state=failed',
    });
    expect(await get('?q=&organization=')).toMatchObject({ status: 303, location: '/ops/operations' });
  });
});

describe('a list', () => {
  it('has each operation on one of its pages, and leads on and back', async () => {
    const all = await failedOnes(53);
    const first = await get('?state=failed');
    expect(first.text).toContain('53 operations');
    expect(rowsOf(first.text).length).toBe(50);
    const late = await roster.failed('It came in meanwhile.');
    const second = await get(linkOf(first.text, 'Next page') ?? '');
    expect([...rowsOf(first.text), ...rowsOf(second.text)].sort()).toEqual([...all].sort());
    expect(linkOf(second.text, 'Next page')).toBeUndefined();
    const back = await get(linkOf(second.text, 'Previous page') ?? '');
    expect(rowsOf(back.text)).toEqual(rowsOf(first.text));
    const begin = await get(linkOf(back.text, 'Previous page') ?? '');
    expect(rowsOf(begin.text)[0]).toBe(late.operationId);
    expect(linkOf(second.text, 'First page')).toBe('?state=failed');
  });

  it('is narrowed by what is in its address, and says which it is', async () => {
    const organizationId = organizationIdSchema.parse('org_other');
    const userId = userIdSchema.parse('usr_demo020');
    const slack = await roster.accepted({ channel: 'slack' });
    const foreign = await roster.accepted({ organizationId });
    const move = await roster.accepted({ kind: 'member.remove', userId });
    await roster.applied({ userId });
    const refused = await roster.applied({ userId }, { status: 409, errorCode: 'DEPARTMENT_MEMBERSHIP_DUPLICATE' });
    for (const [query, expected] of [
      ['state=accepted&channel=slack', [slack.operationId]],
      [`state=accepted&organization=${organizationId}`, [foreign.operationId]],
      [`organization=${organizationId}`, [foreign.operationId]],
      ['state=accepted&kind=member.remove', [move.operationId]],
      ['code=DEPARTMENT_MEMBERSHIP_DUPLICATE', [refused.operationId]],
      ['state=failed&code=DEPARTMENT_MEMBERSHIP_DUPLICATE', []],
      ['state=accepted&kind=member.bulk_add', []],
    ] as const)
      expect([query, rowsOf((await get(`?${query}`)).text)]).toEqual([query, expected]);
    const { text } = await get('?state=accepted&channel=slack');
    expect(text).toMatch(/aria-current="page"[^>]*>Waiting longest</);
    expect(text).toMatch(/<option [^>]*selected[^>]*>slack</);
    // The tabs keep the filter.
    expect(linkOf(text, 'Failed')).toBe('?state=failed&channel=slack');
  });

  it.each([
    'state=gone',
    'state=failed&state=failed',
    'kind=x',
    'channel=%00',
    'organization=dept_abc123',
    'organization=%00',
    'organization=org_1%27--',
    'code=NOPE',
    'period=year',
    'state=failed&after=%00',
    'state=failed&after=bm9uc2Vuc2U',
    `state=failed&after=${encodeCursor('accepted', { at: '2026-01-02T03:04:05.678Z', id: 'op_1' })}`,
    `state=failed&before=${encodeCursor('failed', { at: '0000-01-02T03:04:05.678Z', id: 'op_1' })}`,
    `state=any&before=${encodeCursor('requests', '9'.repeat(19))}`,
  ])('is refused for %s, with a page that says why', async (query) => {
    const { status, text } = await get(`?${query}`);
    expect([status, /role="alert">([^<]+)/.exec(text)?.[1]]).toEqual([
      400,
      expect.stringMatching(/must be|not the address/),
    ]);
  });

  it('shows names to an operator, and those of departments only to a viewer', async () => {
    const { operationId } = await roster.accepted({ userId: userIdSchema.parse('usr_def456') });
    for (const query of ['', '?state=accepted', '?state=any', `?q=${operationId}`, '?q=usr_def456']) {
      const [viewer, operator] = [await get(query), await get(query, 'operator')];
      for (const { text } of [viewer, operator]) expect(text).toMatch(/Engineering.*dept_abc123/s);
      expect(operator.text).toContain('Jane Smith');
      expect(viewer.text).toContain('usr_def456');
      expect(viewer.text).not.toContain('Jane Smith');
    }
  });
});

describe('the overview', () => {
  it('counts what its links lead to', async () => {
    const failed = await failedOnes(3);
    const old = await roster.failed('It was long ago.');
    await roster.database.query(`UPDATE operations SET finished_at = finished_at - interval '2 hours' WHERE id = $1`, [
      old.operationId,
    ]);
    const waiting = [await roster.accepted(), await roster.accepted()];
    const bulk = bulkAdd();
    const items = [{ line: null, userId: userIdSchema.parse('usr_demo001'), email: null }];
    await new BulkRepository(roster.database).create(bulk, items);
    const { text } = await get('', 'viewer', '/ops/overview');
    const figures = new Map(
      [...text.matchAll(/<dt>([^<]+)<\/dt><dd><a href="([^"]+)">([^<]+)</g)].map(
        ([, name = '', href = '', value = '']) => [
          name,
          [href.replaceAll('&amp;', '&').replace('/ops/operations', ''), value],
        ],
      ),
    );
    for (const [name, ids] of [
      ['Failed, last hour', failed],
      ['Accepted, not applied', waiting.map(({ operationId }) => operationId)],
      ['Bulks in progress', [bulk.operationId]],
    ] as const) {
      const [href, value] = figures.get(name) ?? [];
      const list = await get(href ?? '');
      expect([name, value, rowsOf(list.text).sort()]).toEqual([name, String(ids.length), [...ids].sort()]);
    }
  });

  it('leads from an outcome to the requests that were answered so', async () => {
    await roster.sampled();
    let text = '';
    // What several read is read anew every two seconds.
    while (!text.includes('DEPARTMENT_MEMBERSHIP_DUPLICATE')) ({ text } = await get('', 'viewer', '/ops/overview/now'));
    expect(linkOf(text, 'DEPARTMENT_MEMBERSHIP_DUPLICATE')).toBe(
      '?state=any&kind=single&code=DEPARTMENT_MEMBERSHIP_DUPLICATE&period=hour',
    );
  });
});

it('a change that an identity provider made beside others is shown with its request, and with the provider’s name', async () => {
  const actor = { type: 'scim_connection', id: 'scim_shown' } as const;
  await roster.database.query(
    `INSERT INTO scim_connections (id, organization_id, name, on_delete, token_hash, created_by_type, created_by_id)
     SELECT $1, id, 'Okta of Demo', 'deactivate', 'shown', 'system', 'test' FROM organizations WHERE id = 'org_xyz789'`,
    [actor.id],
  );
  const trace = '5c1a'.repeat(8);
  const route = 'PUT /scim/v2/Groups/{id}';
  const change = { channel: 'scim', actor, traceId: trace } as const;
  const made = await roster.applied(
    { ...change, userId: userIdSchema.parse('usr_demo020') },
    { operationId: null, route, status: 200 },
  );
  const { text } = await get(`?q=${made.operationId}`);
  expect(text).toContain('the caller got 200');
  expect(text).toContain(`${route}, from scim_connection ${actor.id}`);
  expect(text).toMatch(/Okta of Demo <code>scim_connection scim_shown/);
  expect(rowsOf((await get('?state=none')).text)).toEqual([]);
});
