import { newId, type OperationState, organizationIdSchema } from '@roster/domain';
import { DEPARTMENT, ORGANIZATION, openTestDatabase } from '../database.fixture.js';
import { OperationLists, type OperationPosition } from './operation-lists.js';
import { readNames } from './operation-names.js';

const database = await openTestDatabase();
afterAll(() => database.close());
beforeEach(() => database.dataSource.query('DELETE FROM operations; DELETE FROM change_requests'));

const START = Date.parse('2026-01-02T03:00:00.000Z');
const minute = (number: number) => new Date(START + number * 60_000);

interface Made {
  readonly id?: string;
  readonly state?: OperationState;
  readonly kind?: string;
  readonly channel?: string;
  readonly organizationId?: string;
  /** When it was requested and, unless it is accepted, when it ended. */
  readonly minute?: number;
}

async function make(made: Made): Promise<string> {
  const { id = newId('operation'), state = 'failed', kind = 'member.add', channel = 'rest', minute: at = 0 } = made;
  const result = state === 'accepted' ? null : { status: state, reason: 'It did not work.' };
  await database.dataSource.query(
    `INSERT INTO operations (id, organization_id, kind, department_id, user_id, state, result, channel, actor_type,
                             actor_id, trace_id, created_at, finished_at)
     VALUES ($1, $2, $3, $4, 'usr_def456', $5, $6, $7, 'system', 'test', $1, $8, $9)`,
    [
      id,
      made.organizationId ?? ORGANIZATION,
      kind,
      DEPARTMENT,
      state,
      result,
      channel,
      minute(at),
      result && minute(at),
    ],
  );
  return id;
}

interface Asked {
  readonly operationId?: string | null;
  readonly route?: string;
  readonly channel?: string;
  readonly organizationId?: string;
  readonly code?: string | null;
  readonly minute?: number;
}

const ROUTE = 'POST …/departments/{department_id}/members';

async function ask({ operationId = null, route = ROUTE, channel = 'rest', ...asked }: Asked = {}): Promise<string> {
  const [row]: [{ id: string }] = await database.dataSource.query(
    `INSERT INTO change_requests (trace_id, operation_id, organization_id, channel, route, node, received_at, error_code)
     VALUES ('t', $1, $2, $3, $4, 'node', $5, $6) RETURNING id`,
    [operationId, asked.organizationId ?? ORGANIZATION, channel, route, minute(asked.minute ?? 0), asked.code ?? null],
  );
  return row.id;
}

const ids = ({ rows }: { rows: readonly { id: string }[] }) => rows.map(({ id }) => id);

describe('operations', () => {
  it('that wait come with the longest wait first, those that failed with the latest first', async () => {
    const lists = new OperationLists(database.dataSource);
    const made = new Map<string, string>();
    for (const state of ['accepted', 'failed', 'cancelled', 'done'] as const)
      for (const at of [2, 1, 3]) made.set(`${state} ${at}`, await make({ state, minute: at }));
    const list = async (state: 'accepted' | 'failed' | 'cancelled') =>
      ids(await lists.operations(state, {}, { limit: 9 }));
    const named = (...names: string[]) => names.map((name) => made.get(name));
    expect(await list('accepted')).toEqual(named('accepted 1', 'accepted 2', 'accepted 3'));
    expect(await list('failed')).toEqual(named('failed 3', 'failed 2', 'failed 1'));
    expect(await list('cancelled')).toEqual(named('cancelled 3', 'cancelled 2', 'cancelled 1'));
  });

  it('are filtered by kind, channel, organization and time, and counted by the same', async () => {
    const lists = new OperationLists(database.dataSource);
    const other = organizationIdSchema.parse('org_other');
    const plain = await make({ minute: 1 });
    const bulk = await make({ minute: 2, kind: 'member.bulk_add', channel: 'bulk' });
    const slack = await make({ minute: 3, channel: 'slack', kind: 'member.remove' });
    const foreign = await make({ minute: 4, organizationId: other });
    const cases = [
      [{ kind: 'member.bulk_add' }, [bulk]],
      [{ kind: 'single' }, [foreign, slack, plain]],
      [{ channel: 'slack' }, [slack]],
      [{ organizationId: other }, [foreign]],
      [{ since: minute(3) }, [foreign, slack]],
      [{ since: minute(2), kind: 'single', organizationId: ORGANIZATION }, [slack]],
      [{ organizationId: 'org_nobody' }, []],
    ] as const;
    for (const [filter, expected] of cases) {
      expect(ids(await lists.operations('failed', filter, { limit: 9 }))).toEqual(expected);
      expect(await lists.total('failed', filter)).toMatchObject({ count: expected.length, isPartial: false });
    }
    expect((await lists.total('failed', { kind: 'single' })).oldest).toEqual(minute(1));
  });

  it('on pages are each there once, at one moment, too, and while others come and go', async () => {
    const lists = new OperationLists(database.dataSource);
    // Five of each moment, so that pages end between operations of the same one.
    const all: string[] = [];
    for (let number = 0; number < 20; number++) all.push(await make({ minute: Math.floor(number / 5) }));
    const seen: string[] = [];
    let after: OperationPosition | undefined;
    do {
      const page = await lists.operations('failed', {}, { limit: 3, after });
      seen.push(...ids(page));
      expect(page.previous === null).toBe(after === undefined);
      after = page.next ?? undefined;
      // Comes in at the beginning, which has been read; and one that was read is purged.
      await make({ minute: 10 });
      await database.dataSource.query('DELETE FROM operations WHERE id = $1', [seen.at(-1)]);
    } while (after !== undefined);
    expect([...seen].sort()).toEqual([...all].sort());
  });

  it('are read back page by page, and the first page is full again', async () => {
    const lists = new OperationLists(database.dataSource);
    const all: string[] = [];
    for (let number = 0; number < 7; number++) all.unshift(await make({ minute: number }));
    const first = await lists.operations('failed', {}, { limit: 3 });
    const second = await lists.operations('failed', {}, { limit: 3, after: first.next ?? undefined });
    const third = await lists.operations('failed', {}, { limit: 3, after: second.next ?? undefined });
    expect([ids(second), ids(third), third.next]).toEqual([all.slice(3, 6), all.slice(6), null]);
    const back = await lists.operations('failed', {}, { limit: 3, before: third.previous ?? undefined });
    expect([ids(back), back.next]).toEqual([all.slice(3, 6), second.next]);
    const come = await make({ minute: 9 });
    const begin = await lists.operations('failed', {}, { limit: 3, before: back.previous ?? undefined });
    expect(ids(begin)).toEqual(all.slice(0, 3));
    const top = await lists.operations('failed', {}, { limit: 3, before: begin.previous ?? undefined });
    expect([ids(top), top.previous]).toEqual([[come, ...all.slice(0, 2)], null]);
  });

  it('that match seldom are looked for in steps, and none is passed over', async () => {
    const lists = new OperationLists(database.dataSource, 5);
    const rare: string[] = [];
    for (let number = 0; number < 18; number++) {
      const id = await make({ minute: number, channel: number % 8 === 1 ? 'slack' : 'rest' });
      if (number % 8 === 1) rare.unshift(id);
    }
    const steps: string[][] = [];
    let after: OperationPosition | undefined;
    let last: OperationPosition | undefined;
    do {
      const page = await lists.operations('failed', { channel: 'slack' }, { limit: 2, after });
      steps.push(ids(page));
      if (page.next) expect(page.looked).toEqual({ count: 5, until: new Date(page.next.at) });
      last = after;
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(steps).toEqual([[rare[0]], [rare[1]], [], [rare[2]]]);
    const back = await lists.operations('failed', { channel: 'slack' }, { limit: 2, before: last });
    expect([ids(back), back.next, back.previous]).not.toContain(null);
    expect(await lists.total('failed', { channel: 'slack' })).toMatchObject({ count: 1, isPartial: true });
  });
});

describe('requests', () => {
  it('come with the latest first, whether they became an operation or not', async () => {
    const lists = new OperationLists(database.dataSource);
    const operationId = await make({ state: 'done' });
    const asked = [
      await ask({ operationId }),
      await ask({ operationId: 'op_purged' }),
      await ask({ code: 'PERMISSION_DENIED' }),
    ];
    expect(ids(await lists.requests({}, { limit: 9 }))).toEqual(asked.reverse());
  });

  it('are filtered by the state, kind and channel of their operation, and by what they were answered', async () => {
    const lists = new OperationLists(database.dataSource);
    const bulk = await make({ state: 'done', kind: 'member.bulk_add', channel: 'bulk' });
    const failed = await make({ state: 'failed', channel: 'slack' });
    const asked = {
      bulk: await ask({ operationId: bulk }),
      failed: await ask({ operationId: failed, channel: 'slack', code: 'OPERATION_FAILED', minute: 1 }),
      refused: await ask({ code: 'PERMISSION_DENIED', minute: 2 }),
      foreign: await ask({ organizationId: 'org_other', code: 'NOT_FOUND', minute: 3 }),
      purged: await ask({ operationId: 'op_purged', route: 'slack /dept remove', channel: 'slack', minute: 4 }),
    };
    const cases = [
      [{ state: 'done' }, [asked.bulk]],
      [{ state: 'failed' }, [asked.failed]],
      [{ state: 'none' }, [asked.foreign, asked.refused]],
      [{ kind: 'member.bulk_add' }, [asked.bulk]],
      [{ kind: 'member.remove' }, [asked.purged]],
      [{ kind: 'single' }, [asked.purged, asked.foreign, asked.refused, asked.failed]],
      [{ channel: 'bulk' }, [asked.bulk]],
      [{ channel: 'slack' }, [asked.purged, asked.failed]],
      [{ organizationId: 'org_other' }, [asked.foreign]],
      [{ code: 'PERMISSION_DENIED' }, [asked.refused]],
      [{ since: minute(3) }, [asked.purged, asked.foreign]],
      [{ code: 'PERMISSION_DENIED', since: minute(3) }, []],
    ] as const;
    for (const [filter, expected] of cases)
      expect([filter, ids(await lists.requests(filter, { limit: 9 }))]).toEqual([filter, expected]);
  });

  it.each([
    [`${ROUTE}/bulk`, 'member.bulk_add'],
    ['POST /v1/organizations/{organization_id}/operations/{operation_id}/retry', 'member.bulk_add'],
    [`${ROUTE}/{user_id}/move`, 'member.move'],
    [`${ROUTE}/{user_id}`.replace('POST', 'PUT'), 'member.put'],
    [`${ROUTE}/{user_id}`.replace('POST', 'DELETE'), 'member.remove'],
    ['slack /dept add', 'member.add'],
  ] as const)('to %s are of the kind %s, also without an operation', async (route, kind) => {
    const lists = new OperationLists(database.dataSource);
    await ask({ route: ROUTE === route ? `${ROUTE}/bulk` : ROUTE });
    const id = await ask({ route });
    expect(ids(await lists.requests({ kind }, { limit: 9 }))).toContain(id);
    expect(await lists.requests({ kind: kind === 'member.move' ? 'member.put' : 'member.move' }, { limit: 9 })).toEqual(
      {
        rows: [],
        previous: null,
        next: null,
        looked: null,
      },
    );
  });

  it('on pages are each there once, also when others are recorded meanwhile', async () => {
    const lists = new OperationLists(database.dataSource);
    const all: string[] = [];
    for (let number = 0; number < 8; number++) all.unshift(await ask());
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await lists.requests({}, { limit: 3, after });
      seen.push(...ids(page));
      await ask();
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toEqual(all);
  });

  it('are not looked through beyond the time that is asked for', async () => {
    const lists = new OperationLists(database.dataSource, 4);
    for (let number = 0; number < 20; number++) await ask({ minute: number });
    const found = await lists.requests({ since: minute(19) }, { limit: 2 });
    expect([found.rows.length, found.looked?.until]).toEqual([1, minute(16)]);
    const rest = await lists.requests({ since: minute(19) }, { limit: 2, after: found.next ?? undefined });
    expect([rest.rows, rest.next]).toEqual([[], null]);
  });
});

describe('names', () => {
  const row = { organizationId: ORGANIZATION, departmentId: DEPARTMENT, userId: 'usr_def456' };

  it('are those of the organization, and of members only when they are asked for', async () => {
    const names = await readNames(database.dataSource.manager, [row, row], { withMembers: true });
    expect([
      names.organization(ORGANIZATION),
      names.department(ORGANIZATION, DEPARTMENT),
      names.member(ORGANIZATION, 'usr_def456'),
    ]).toEqual([expect.any(String), expect.any(String), 'Jane Smith']);
    const without = await readNames(database.dataSource.manager, [row], { withMembers: false });
    expect([without.department(ORGANIZATION, DEPARTMENT), without.member(ORGANIZATION, 'usr_def456')]).toEqual([
      expect.any(String),
      undefined,
    ]);
  });

  it('are those of identity providers, in their own organization', async () => {
    const connectionId = 'scim_named';
    await database.owner.query(
      `INSERT INTO scim_connections (id, organization_id, name, on_delete, token_hash, created_by_type, created_by_id)
       VALUES ($1, $2, 'Okta', 'deactivate', 'named', 'system', 'test')`,
      [connectionId, ORGANIZATION],
    );
    const names = await readNames(database.dataSource.manager, [{ ...row, connectionId }], { withMembers: false });
    expect(names.connection(ORGANIZATION, connectionId)).toBe('Okta');
    expect(names.connection('org_other', connectionId)).toBeUndefined();
  });

  it('are not given to IDs of another organization, or of nothing', async () => {
    const foreign = { ...row, organizationId: 'org_other' };
    const none = { organizationId: null, departmentId: null, userId: null };
    const names = await readNames(database.dataSource.manager, [foreign, none], { withMembers: true });
    expect([
      names.organization('org_other'),
      names.department('org_other', DEPARTMENT),
      names.member('org_other', 'usr_def456'),
    ]).toEqual([undefined, undefined, undefined]);
  });
});
