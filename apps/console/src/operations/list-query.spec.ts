import { decodeCursor, encodeCursor, listHref, parseListQuery } from './list-query.js';

const POSITION = { at: '2026-01-02T03:04:05.678Z', id: 'op_1' };

it('an address without a list is that of the beginning of all', () => {
  expect(parseListQuery({})).toEqual({ kind: 'empty' });
  expect(parseListQuery({ q: '', other: 'x' })).toEqual({ kind: 'empty' });
});

it('all that narrows a list is in its address, and read back from it', () => {
  const query = {
    state: 'none',
    kind: 'single',
    channel: 'slack',
    organization: 'org_xyz789',
    code: 'DEPARTMENT_NOT_FOUND',
    period: 'hour',
    after: encodeCursor('requests', '7'),
  } as const;
  const href = listHref(query);
  const parameters = Object.fromEntries(new URL(href, 'http://console').searchParams);
  expect(parseListQuery(parameters)).toEqual({ kind: 'list', query });
});

it('empty fields of a form are left out of the address', () => {
  const sent = { state: 'failed', kind: '', channel: ' ', organization: ' org_xyz789 ', code: '', period: '' };
  expect(parseListQuery(sent)).toEqual({
    kind: 'untidy',
    href: '/ops/operations?state=failed&organization=org_xyz789',
  });
  expect(parseListQuery({ organization: '', kind: '' })).toEqual({ kind: 'untidy', href: '/ops/operations' });
});

it.each([
  [{ state: 'gone' }, 'The state must be'],
  [{ state: ['failed', 'failed'] }, 'The state must be'],
  [{ kind: 'member.ad' }, 'The kind must be'],
  [{ channel: 'REST' }, 'The channel must be'],
  [{ organization: 'dept_abc123' }, 'The organization must be'],
  [{ organization: 'org_xyz789\0' }, 'The organization must be'],
  [{ code: 'NO_SUCH_CODE' }, 'The error code must be'],
  [{ period: 'year' }, 'The period must be'],
  [{ after: "';DROP" }, 'not the address of a page'],
  [{ before: '\0' }, 'not the address of a page'],
  [{ after: 'A'.repeat(401) }, 'not the address of a page'],
  [{ after: encodeCursor('requests', '7'), before: encodeCursor('requests', '7') }, 'not the address of a page'],
])('%j is refused with what is wrong', (input, problem) => {
  expect(parseListQuery(input)).toEqual({ kind: 'wrong', problem: expect.stringContaining(problem) });
});

it('a cursor leads to its position, in its own list only', () => {
  expect(decodeCursor('operations', 'failed', encodeCursor('failed', POSITION))).toEqual(POSITION);
  expect(decodeCursor('requests', 'requests', encodeCursor('requests', '12'))).toBe('12');
  expect(decodeCursor('operations', 'failed', encodeCursor('accepted', POSITION))).toBeNull();
  expect(decodeCursor('requests', 'requests', encodeCursor('failed', POSITION))).toBeNull();
});

it.each([
  { ...POSITION, at: '0000-01-01T00:00:00.000Z' },
  { ...POSITION, at: 'yesterday' },
  { ...POSITION, id: 'usr_1' },
  { ...POSITION, id: 'op_\0' },
  { id: 'op_1' },
  '7',
  null,
])('a forged cursor with %j is none', (position) => {
  expect(decodeCursor('operations', 'failed', encodeCursor('failed', position as typeof POSITION))).toBeNull();
});

it.each(['', 'e30', 'bm9uc2Vuc2U', Buffer.from('["requests",7]').toString('base64url')])('%j is no cursor', (text) => {
  expect(decodeCursor('requests', 'requests', text)).toBeNull();
});
