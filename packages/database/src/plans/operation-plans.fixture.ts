import { operationIdSchema } from '@roster/domain';
import { listOperationItems } from '../operations/list-operation-items.js';
import { OperationFinder } from '../operations/operation-finder.js';
import type { ListedState, RequestFilter } from '../operations/operation-list-sources.js';
import { OperationLists } from '../operations/operation-lists.js';
import { readNames } from '../operations/operation-names.js';
import type { LargeDatabase } from './large-database.fixture.js';
import { LIMIT, type PlannedRead, pageOf } from './plan.fixture.js';

export const BULK = operationIdSchema.parse('op_bulk1');
const BULK_ITEMS = 10_000;
/** Of each: done operations with a request, failed ones, cancelled ones and accepted ones. */
const DONE = 60_000;
const UNDONE = 15_000;

/** Operations of all states with their requests, and a bulk with its items. */
export async function addOperations(large: LargeDatabase): Promise<void> {
  await large.dataSource.query(
    `INSERT INTO operations (id, organization_id, kind, department_id, state, result, channel, actor_type, actor_id,
                             trace_id, created_at, finished_at)
     VALUES ($1, $2, 'member.bulk_add', $3, 'done', '{}', 'bulk', 'system', 'test', 't', now(), now())`,
    [BULK, large.organizationId, large.department(2)],
  );
  // Neither these nor the keys are so few in practice that all of them fit on a page.
  await large.dataSource.query(
    `INSERT INTO operations (id, organization_id, kind, department_id, state, result, channel, actor_type, actor_id,
                             trace_id, created_at, finished_at)
     SELECT 'op_other' || n, $1, 'member.add', $2, 'done', '{}', 'rest', 'system', 'test', 't', now(), now()
     FROM generate_series(1, 5000) n`,
    [large.organizationId, large.department(2)],
  );
  await large.dataSource.query(
    `INSERT INTO operation_items (operation_id, position, state, code)
     SELECT $1, n, CASE n % 10 WHEN 0 THEN 'rejected' ELSE 'added' END, CASE n % 10 WHEN 0 THEN 'MEMBER_NOT_FOUND' END
     FROM generate_series(1, $2::int) n`,
    [BULK, BULK_ITEMS],
  );
  await large.dataSource.query(
    `WITH state (state, amount) AS (VALUES ('done', $3::int), ('failed', $4), ('cancelled', $4), ('accepted', $4)),
     made AS (
       INSERT INTO operations (id, organization_id, kind, department_id, user_id, state, result, channel, actor_type,
                               actor_id, trace_id, created_at, finished_at)
       SELECT 'op_' || md5(state || n), $1, 'member.add', $2, 'usr_1', state,
              CASE WHEN state <> 'accepted' THEN '{}'::jsonb END, 'rest', 'system', 'test', md5(n::text),
              now() - n * interval '10 milliseconds',
              CASE WHEN state <> 'accepted' THEN now() - n * interval '10 milliseconds' END
       FROM state, generate_series(1, amount) n
       RETURNING *)
     INSERT INTO change_requests (trace_id, operation_id, organization_id, channel, route, node, received_at, status)
     SELECT trace_id, id, organization_id, 'rest', 'POST /members', 'node', created_at, 201 FROM made
     ORDER BY created_at`,
    [large.organizationId, large.department(2), DONE, UNDONE],
  );
}

const items = (large: LargeDatabase, state?: 'rejected', after?: number) =>
  listOperationItems(large.dataSource.manager, { ...pageOf(large), operationId: BULK, state, after });

/** One moment ago, in the middle of what the lists have, and an organization without any of it. */
const SINCE = new Date(Date.now() - 60_000);
const MIDDLE = { at: new Date(Date.now() - 60_000).toISOString(), id: 'op_5' };
const lists = ({ dataSource }: LargeDatabase) => new OperationLists(dataSource);
const operations = (large: LargeDatabase, state: ListedState, filter = {}, position = {}) =>
  lists(large).operations(state, filter, { limit: LIMIT, ...position });
const total = (large: LargeDatabase, state: ListedState, filter = {}) => lists(large).total(state, filter);
const requests = (large: LargeDatabase, filter: RequestFilter = {}, position = {}) =>
  lists(large).requests(filter, { limit: LIMIT, ...position });
const names = (large: LargeDatabase) =>
  readNames(
    large.dataSource.manager,
    Array.from({ length: LIMIT }, (_, number) => ({
      organizationId: large.organizationId,
      departmentId: large.department(number),
      userId: large.person(number),
    })),
    { withMembers: true },
  );

/** A list with a filter looks through this many rows, and no further. */
const LOOKED = { operations: 10_000, change_requests: 10_000 };

export const OPERATION_PLANS: PlannedRead[] = [
  ['with their items', (large) => items(large), 'operation_items_pkey'],
  ['with their items on a later page', (large) => items(large, undefined, 9_000), 'operation_items_pkey'],
  [
    'with their rejected items',
    (large) => items(large, 'rejected'),
    'operation_items_pkey',
    { operation_items: 12 * LIMIT },
  ],
  ['that wait', (large) => operations(large, 'accepted'), 'operations_waiting_idx'],
  [
    'that wait on a later page',
    (large) => operations(large, 'accepted', {}, { after: MIDDLE }),
    'operations_waiting_idx',
  ],
  [
    'that wait on an earlier page',
    (large) => operations(large, 'accepted', {}, { before: MIDDLE }),
    'operations_waiting_idx',
  ],
  [
    'that wait in an organization that has none',
    (large) => operations(large, 'accepted', { organizationId: 'org_none' }),
    'operations_waiting_idx',
    LOOKED,
  ],
  ['that failed', (large) => operations(large, 'failed'), 'operations_undone_idx'],
  [
    'that failed on a later page',
    (large) => operations(large, 'failed', {}, { after: MIDDLE }),
    'operations_undone_idx',
  ],
  [
    'that failed on an earlier page',
    (large) => operations(large, 'failed', {}, { before: MIDDLE }),
    'operations_undone_idx',
  ],
  ['that failed lately', (large) => operations(large, 'failed', { since: SINCE }), 'operations_undone_idx'],
  [
    'that failed over a channel that has none',
    (large) => operations(large, 'failed', { channel: 'slack' }),
    'operations_undone_idx',
    LOOKED,
  ],
  ['that were cancelled', (large) => operations(large, 'cancelled'), 'operations_undone_idx'],
  [
    'that are not done, of a trace',
    (large) => new OperationFinder(large.dataSource).byTrace('f'.repeat(32), LIMIT),
    'operations_undone_idx',
    { operations: 3 * UNDONE },
  ],
  ['that wait, counted', (large) => total(large, 'accepted', { kind: 'single' }), 'operations_waiting_idx', LOOKED],
  ['that failed lately, counted', (large) => total(large, 'failed', { since: SINCE }), 'operations_undone_idx', LOOKED],
  ['with their names', names, 'organization_members_pkey'],
];

export const REQUEST_PLANS: PlannedRead[] = [
  ['from the latest on', (large) => requests(large), 'change_requests_pkey'],
  ['on a later page', (large) => requests(large, {}, { after: '40000' }), 'change_requests_pkey'],
  ['on an earlier page', (large) => requests(large, {}, { before: '40000' }), 'change_requests_pkey'],
  ['with a frequent state', (large) => requests(large, { state: 'done' }), 'change_requests_pkey', LOOKED],
  [
    'of operations of a kind that there is not',
    (large) => requests(large, { kind: 'member.move' }),
    'change_requests_pkey',
    LOOKED,
  ],
  ['with a code that nobody got', (large) => requests(large, { code: 'OVERLOADED' }), 'change_requests_pkey', LOOKED],
  [
    'in an organization that has none',
    (large) => requests(large, { organizationId: 'org_none' }),
    'change_requests_pkey',
    LOOKED,
  ],
];
