import type { AuditEvent, ChangeRequestRow, Operation } from '@roster/database';
import { MEMBERSHIP_QUEUE } from '@roster/queue';
import type { FoundJob } from '../queues/queue-inspector.js';
import type { Services } from '../services.js';
import { operationsOf, type Search } from './search-text.js';

/** Changes in one list, at most. */
const MOST_HITS = 50;

/** Requests with one operation id: the same key again and again. */
const MOST_REQUESTS = 100;

/** Everything that is known about one change, or about one request that became none. */
export interface ChangeHistory {
  /** Null when it never became an operation. */
  readonly operationId: string | null;
  readonly traceId: string | null;
  /** The first request first; more than one when the same was asked again. */
  readonly requests: readonly ChangeRequestRow[];
  readonly operation: Operation | null;
  readonly job: FoundJob | null;
  /** The oldest first. */
  readonly audit: readonly AuditEvent[];
}

/** The organization that the change is about, from whichever source knows it. */
export function organizationOf({ operation, requests, audit }: ChangeHistory): string | null {
  return operation?.organization_id ?? requests[0]?.organization_id ?? audit[0]?.organization_id ?? null;
}

/** What a list knows of a change: its operation, a request for it, or both. */
export function historyOf(operation: Operation | null, request: ChangeRequestRow | null): ChangeHistory {
  return {
    operationId: operation?.id ?? request?.operation_id ?? null,
    traceId: operation?.trace_id ?? request?.trace_id ?? null,
    requests: request === null ? [] : [request],
    operation,
    job: null,
    audit: [],
  };
}

function isEmpty({ requests, operation, job, audit }: ChangeHistory): boolean {
  return requests.length === 0 && operation === null && job === null && audit.length === 0;
}

/** All that is known of what is looked for: one history is shown whole, several as a list. */
export async function findHistories(services: Services, search: Search): Promise<ChangeHistory[]> {
  switch (search.kind) {
    case 'operation':
      return historiesOfOperations(services, [search.operationId]);
    case 'key':
      return historiesOfKey(services, search);
    case 'trace':
      return historiesOfTrace(services, search.traceId);
    case 'trigger':
      return historiesOfRequests(services, await services.requests.find('trigger_id', search.value, MOST_HITS));
    case 'user':
    case 'department':
    case 'organization':
      return historiesOfTarget(services, `${search.kind}_id`, search.value);
    default:
      return [];
  }
}

async function historiesOfOperations(services: Services, operationIds: readonly string[]): Promise<ChangeHistory[]> {
  const known = keepKnown(await Promise.all(operationIds.map((id) => historyOfOperation(services, id))));
  if (known.length > 0) return withJobOfOne(services, known);
  const job = await findJob(services, operationIds, []);
  const [operationId] = job?.operationIds ?? [];
  return job && operationId ? [{ ...(await historyOfOperation(services, operationId)), job }] : [];
}

/** Each caller and route gives the key another operation, of which mostly one exists. */
async function historiesOfKey(services: Services, search: Search & { kind: 'key' }): Promise<ChangeHistory[]> {
  const possible = operationsOf(search, await services.finder.actorsOf(search.organizationId));
  const [operations, requested] = await Promise.all([
    services.finder.findAll(possible),
    services.requests.operationsAmong(possible),
  ]);
  const stored = [...new Set([...operations.map(({ id }) => id), ...requested])].slice(0, MOST_HITS);
  const job = stored.length > 0 ? null : await findJob(services, possible, []);
  const histories = await historiesOfOperations(services, job?.operationIds ?? stored);
  return histories.length > 0 || !search.otherwise ? histories : findHistories(services, search.otherwise);
}

async function historyOfOperation(services: Services, operationId: string): Promise<ChangeHistory> {
  const [operation, own, audit] = await Promise.all([
    services.finder.find(operationId),
    services.requests.find('operation_id', operationId, MOST_REQUESTS),
    services.finder.audit('operation_id', operationId, MOST_REQUESTS),
  ]);
  const requests =
    own.length === 0 && operation?.channel === 'scim' ? await requestOfSeveral(services, operation) : own;
  return {
    operationId,
    traceId: operation?.trace_id ?? requests.at(-1)?.trace_id ?? audit[0]?.trace_id ?? null,
    operation,
    job: null,
    requests: requests.reverse(),
    audit: audit.reverse(),
  };
}

/** A request of an identity provider that changes several memberships at once names none of their operations. */
async function requestOfSeveral({ requests }: Services, { trace_id }: Operation): Promise<ChangeRequestRow[]> {
  const found = await requests.find('trace_id', trace_id, MOST_REQUESTS);
  return found.filter(({ operation_id, channel }) => operation_id === null && channel === 'scim');
}

/** A list does not tell of jobs, and looking for that of each would read the queue as often. */
async function withJobOfOne(services: Services, histories: ChangeHistory[]): Promise<ChangeHistory[]> {
  const [history] = histories;
  if (histories.length !== 1 || !history || history.operationId === null) return histories;
  return [{ ...history, job: await findJob(services, [history.operationId], history.requests) }];
}

/** The queue may be away; what Postgres knows is shown all the same. */
async function findJob(
  { queues, logger }: Services,
  operationIds: readonly string[],
  requests: readonly ChangeRequestRow[],
): Promise<FoundJob | null> {
  const search = { operationIds: new Set(operationIds) };
  try {
    const jobId = requests.find(({ job_id }) => job_id !== null)?.job_id;
    const known = jobId ? await queues.read(MEMBERSHIP_QUEUE, jobId, search) : null;
    return known ?? (await queues.find(search));
  } catch (error) {
    logger.warn({ error: String(error) }, 'look for a job');
    return null;
  }
}

async function historiesOfTrace(services: Services, traceId: string): Promise<ChangeHistory[]> {
  const [requests, operations, audit] = await Promise.all([
    services.requests.find('trace_id', traceId, MOST_HITS),
    services.finder.byTrace(traceId, MOST_HITS),
    services.finder.audit('trace_id', traceId, MOST_HITS),
  ]);
  const ids = new Set([...requests, ...audit].flatMap(({ operation_id }) => operation_id ?? []));
  for (const { id } of operations) ids.add(id);
  if (ids.size === 0) {
    const waiting = await services.queues.find({ traceId }).catch(() => null);
    for (const id of waiting?.operationIds ?? []) ids.add(id);
  }
  const changes = await Promise.all([...ids].map((id) => historyOfOperation(services, id)));
  const refused = requests
    .filter(({ operation_id }) => operation_id === null)
    .map((request) => refusedHistory(request, audit));
  const direct = audit.filter(({ operation_id }) => operation_id === null);
  const rest = refused.length === 0 && direct.length > 0 ? [auditHistory(traceId, direct)] : [];
  return withJobOfOne(services, [...changes, ...refused, ...rest]);
}

async function historiesOfRequests(
  services: Services,
  requests: readonly ChangeRequestRow[],
): Promise<ChangeHistory[]> {
  const ids = [...new Set(requests.flatMap(({ operation_id }) => operation_id ?? []))];
  const changes = await Promise.all(ids.map((id) => historyOfOperation(services, id)));
  const refused = requests.filter(({ operation_id }) => operation_id === null);
  return withJobOfOne(services, [...changes, ...refused.map((request) => refusedHistory(request, []))]);
}

/** The newest changes of a user, department or organization. For a list, so without looking for jobs. */
async function historiesOfTarget(
  services: Services,
  key: 'user_id' | 'department_id' | 'organization_id',
  value: string,
): Promise<ChangeHistory[]> {
  const [requests, audit] = await Promise.all([
    services.requests.find(key, value, MOST_HITS),
    services.finder.audit(key, value, MOST_HITS),
  ]);
  const ids = [...new Set([...requests, ...audit].flatMap(({ operation_id }) => operation_id ?? []))];
  const operations = new Map((await services.finder.findAll(ids)).map((operation) => [operation.id, operation]));
  const changes = ids.map((id) => historyFrom(id, operations.get(id) ?? null, requests, audit));
  const refused = requests.filter(({ operation_id }) => operation_id === null).map((one) => refusedHistory(one, []));
  const direct = audit
    .filter(({ operation_id }) => operation_id === null)
    .map((one) => auditHistory(one.trace_id, [one]));
  return [...changes, ...refused, ...direct].sort((a, b) => momentOf(b) - momentOf(a)).slice(0, MOST_HITS);
}

function historyFrom(
  operationId: string,
  operation: Operation | null,
  requests: readonly ChangeRequestRow[],
  audit: readonly AuditEvent[],
): ChangeHistory {
  const own = <Row extends { operation_id: string | null }>(rows: readonly Row[]) =>
    rows.filter(({ operation_id }) => operation_id === operationId).reverse();
  const [ownRequests, ownAudit] = [own(requests), own(audit)];
  const traceId = operation?.trace_id ?? ownRequests[0]?.trace_id ?? ownAudit[0]?.trace_id ?? null;
  return { operationId, traceId, operation, job: null, requests: ownRequests, audit: ownAudit };
}

function refusedHistory(request: ChangeRequestRow, audit: readonly AuditEvent[]): ChangeHistory {
  const own = audit.filter(({ operation_id }) => operation_id === null);
  return { operationId: null, traceId: request.trace_id, operation: null, job: null, requests: [request], audit: own };
}

function auditHistory(traceId: string, audit: readonly AuditEvent[]): ChangeHistory {
  return { operationId: null, traceId, operation: null, job: null, requests: [], audit: [...audit].reverse() };
}

/** When it began, as far as is known. */
export function momentOf({ operation, requests, audit }: ChangeHistory): number {
  return (requests[0]?.received_at ?? operation?.created_at ?? audit[0]?.occurred_at ?? new Date(0)).getTime();
}

function keepKnown(histories: readonly ChangeHistory[]): ChangeHistory[] {
  return histories.filter((history) => !isEmpty(history));
}
