import { type AuditEventFilter, listAuditEvents } from '../audit/list-audit-events.js';
import { readsOn } from '../transactions/read-runner.js';
import { type LargeDatabase, SELDOM_KEY, SMALL } from './large-database.fixture.js';
import { BULK } from './operation-plans.fixture.js';
import { type PlannedRead, pageOf } from './plan.fixture.js';

const audit = (large: LargeDatabase, filter: AuditEventFilter = {}, before?: string) =>
  listAuditEvents(readsOn(large.dataSource), { ...pageOf(large), filter, before });

/** Bloom filters name ranges of blocks, in which all events are looked at: at most one range for each event found. */
const BLOCKS = { audit_events: 20_000 };

export const AUDIT_PLANS: PlannedRead[] = [
  ['of an organization', (large) => audit(large), 'audit_events_time_idx'],
  ['on a later page', (large) => audit(large, {}, '60000'), 'audit_events_time_idx'],
  [
    'of one actor',
    (large) => audit(large, { actorId: large.key(3) }),
    'audit_events_time_idx',
    { audit_events: 1_500 },
  ],
  [
    'of an actor who did one thing in 200',
    (large) => audit(large, { actorId: SELDOM_KEY }),
    'audit_events_time_idx',
    { audit_events: 15_000 },
  ],
  ['of an actor who did nothing', (large) => audit(large, { actorId: 'key_none' }), 'audit_events_origin_idx', BLOCKS],
  ['of a frequent action', (large) => audit(large, { action: 'member.add' }), 'audit_events_time_idx'],
  ['of a rare action', (large) => audit(large, { action: 'organization.create' }), 'audit_events_origin_idx', BLOCKS],
  [
    'of a department',
    (large) => audit(large, { departmentId: large.department(SMALL) }),
    'audit_events_origin_idx',
    BLOCKS,
  ],
  ['of a person', (large) => audit(large, { userId: large.person(7) }), 'audit_events_filter_idx', BLOCKS],
  ['of an operation', (large) => audit(large, { operationId: BULK }), 'audit_events_filter_idx', BLOCKS],
  ['of a trace', (large) => audit(large, { traceId: 'f'.repeat(32) }), 'audit_events_filter_idx', BLOCKS],
  [
    'of a day long ago',
    (large) => audit(large, { from: new Date('2023-03-01T00:00:00Z'), to: new Date('2023-03-02T00:00:00Z') }),
    'audit_events_time_idx',
  ],
  ['until a moment', (large) => audit(large, { to: new Date('2023-03-02T00:00:00Z') }), 'audit_events_time_idx'],
  ['from a moment on', (large) => audit(large, { from: new Date('2023-03-02T00:00:00Z') }), 'audit_events_time_idx'],
];
