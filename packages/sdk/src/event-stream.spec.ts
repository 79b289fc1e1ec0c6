import { setTimeout } from 'node:timers/promises';
import { NotFoundError } from './index.js';
import { failure, json, rosterWith } from './recorded.fixture.js';

const organization = { organizationId: 'org_xyz789' };
const event = (sequence: number) => ({
  id: `evt_${sequence}`,
  type: 'department.member.added',
  occurred_at: '2025-11-02T08:21:45.123Z',
  sequence,
  data: { department_id: 'dept_abc123', user_id: 'usr_def456', moved_from: null },
});
const page = (events: number[], next_cursor: string, has_more = true) =>
  json({ data: events.map(event), next_cursor, has_more });

const queryOf = ({ url }: Request) => Object.fromEntries(new URL(url).searchParams);

describe('a stream of events', () => {
  it('reads page after page, waits for what comes, and tells where it is', async () => {
    const { roster, sent } = rosterWith([page([1, 2], 'two'), page([], 'three'), page([3], 'four')]);
    const stream = roster.events({ ...organization, types: 'department.member.added' });
    const seen: number[] = [];
    for await (const { sequence, type, data } of stream) {
      if (type !== 'department.member.added') throw new Error('another type was asked for');
      expect(data).toEqual({ departmentId: 'dept_abc123', userId: 'usr_def456', movedFrom: null });
      seen.push(sequence);
      if (sequence === 3) break;
    }
    expect(seen).toEqual([1, 2, 3]);
    expect(stream.cursor).toBe('three');
    expect(sent.map(queryOf)).toEqual([
      { wait: '20', types: 'department.member.added' },
      { wait: '20', types: 'department.member.added', after: 'two' },
      { wait: '20', types: 'department.member.added', after: 'three' },
    ]);
  });

  it('begins at a cursor, and gives pages to those who store it', async () => {
    const { roster, sent } = rosterWith([page([3], 'four'), page([4], 'five')]);
    const cursors: string[] = [];
    for await (const { nextCursor } of roster.events({ ...organization, after: 'three', wait: 5 }).pages()) {
      cursors.push(nextCursor);
      if (cursors.length === 2) break;
    }
    expect(cursors).toEqual(['four', 'five']);
    expect(sent.map(queryOf)).toEqual([
      { after: 'three', wait: '5' },
      { after: 'four', wait: '5' },
    ]);
  });

  it('pauses before it asks again when it was not allowed to wait', async () => {
    const { roster, sent } = rosterWith([page([], 'two', false), page([2], 'three')]);
    const began = performance.now();
    for await (const _ of roster.events(organization)) break;
    expect(performance.now() - began).toBeGreaterThan(900);
    expect(sent).toHaveLength(2);
  });

  it('gives a request its waiting time beside the timeout of the client', async () => {
    const late = ({ signal }: Request) => setTimeout(1_500, page([1], 'two'), { signal });
    const { roster } = rosterWith([late], { timeout: 1_000 });
    for await (const { sequence } of roster.events({ ...organization, wait: 2 })) {
      expect(sequence).toBe(1);
      break;
    }
  });

  it('ends with the error of a page, and when its caller gives up', async () => {
    const { roster } = rosterWith([page([1], 'two'), failure('ORGANIZATION_NOT_FOUND', 404), page([], 'x', false)]);
    const read = async (signal?: AbortSignal) => {
      for await (const _ of roster.events(organization, { signal })) {
      }
    };
    await expect(read()).rejects.toBeInstanceOf(NotFoundError);
    await expect(read(AbortSignal.timeout(50))).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
