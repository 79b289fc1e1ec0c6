import type { AuditEvent, ChangeRequest, Operation } from '@roster/database';
import { MEMBERSHIP_QUEUE } from '@roster/queue';
import type { FoundJob } from '../queues/queue-inspector.js';
import type { Services } from '../services.js';
import type { Search } from './search-text.js';
import { isEmpty, type Story } from './story.js';

/** Changes in one list, at most. */
const MOST_HITS = 50;

/** Requests with one operation id: the same key again and again. */
const MOST_REQUESTS = 100;

/** All that is known of what is looked for: one story is shown whole, several as a list. */
export async function findStories(services: Services, search: Search): Promise<Story[]> {
  switch (search.kind) {
    case 'operation':
      return storiesOfOperations(services, search);
    case 'trace':
      return storiesOfTrace(services, search.traceId);
    case 'trigger':
      return storiesOfRequests(services, await services.requests.find('trigger_id', search.value, MOST_HITS));
    case 'user':
    case 'department':
    case 'organization':
      return storiesOfTarget(services, `${search.kind}_id`, search.value);
    default:
      return [];
  }
}

/** Of what a key may stand for there is mostly one: the queue is looked through once for all of it. */
async function storiesOfOperations(
  services: Services,
  { operationIds, otherwise }: Search & { kind: 'operation' },
): Promise<Story[]> {
  const known = keepKnown(await Promise.all(operationIds.map((id) => storyOfOperation(services, id))));
  if (known.length > 0) return withJobOfOne(services, known);
  const job = await findJob(services, operationIds, []);
  const [operationId] = job?.operationIds ?? [];
  if (job && operationId) return [{ ...(await storyOfOperation(services, operationId)), job }];
  return otherwise ? findStories(services, otherwise) : [];
}

async function storyOfOperation(services: Services, operationId: string): Promise<Story> {
  const [operation, requests, audit] = await Promise.all([
    services.finder.find(operationId),
    services.requests.find('operation_id', operationId, MOST_REQUESTS),
    services.finder.audit('operation_id', operationId, MOST_REQUESTS),
  ]);
  return {
    operationId,
    traceId: operation?.trace_id ?? requests.at(-1)?.trace_id ?? audit[0]?.trace_id ?? null,
    operation,
    job: null,
    requests: requests.reverse(),
    audit: audit.reverse(),
  };
}

/** A list does not tell of jobs, and looking for that of each would read the queue as often. */
async function withJobOfOne(services: Services, stories: Story[]): Promise<Story[]> {
  const [story] = stories;
  if (stories.length !== 1 || !story || story.operationId === null) return stories;
  return [{ ...story, job: await findJob(services, [story.operationId], story.requests) }];
}

/** The queue may be away; what Postgres knows is shown all the same. */
async function findJob(
  { queues, logger }: Services,
  operationIds: readonly string[],
  requests: readonly ChangeRequest[],
): Promise<FoundJob | null> {
  const search = { operationIds };
  try {
    const jobId = requests.find(({ job_id }) => job_id !== null)?.job_id;
    const known = jobId ? await queues.read(MEMBERSHIP_QUEUE, jobId, search) : null;
    return known ?? (await queues.find(search));
  } catch (error) {
    logger.warn({ error: String(error) }, 'look for a job');
    return null;
  }
}

async function storiesOfTrace(services: Services, traceId: string): Promise<Story[]> {
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
  const changes = await Promise.all([...ids].map((id) => storyOfOperation(services, id)));
  const refused = requests
    .filter(({ operation_id }) => operation_id === null)
    .map((request) => refusedStory(request, audit));
  const direct = audit.filter(({ operation_id }) => operation_id === null);
  const rest = refused.length === 0 && direct.length > 0 ? [auditStory(traceId, direct)] : [];
  return withJobOfOne(services, [...changes, ...refused, ...rest]);
}

async function storiesOfRequests(services: Services, requests: readonly ChangeRequest[]): Promise<Story[]> {
  const ids = [...new Set(requests.flatMap(({ operation_id }) => operation_id ?? []))];
  const changes = await Promise.all(ids.map((id) => storyOfOperation(services, id)));
  const refused = requests.filter(({ operation_id }) => operation_id === null);
  return withJobOfOne(services, [...changes, ...refused.map((request) => refusedStory(request, []))]);
}

/** The newest changes of a user, department or organization. For a list, so without looking for jobs. */
async function storiesOfTarget(
  services: Services,
  key: 'user_id' | 'department_id' | 'organization_id',
  value: string,
): Promise<Story[]> {
  const [requests, audit] = await Promise.all([
    services.requests.find(key, value, MOST_HITS),
    services.finder.audit(key, value, MOST_HITS),
  ]);
  const ids = [...new Set([...requests, ...audit].flatMap(({ operation_id }) => operation_id ?? []))];
  const operations = new Map((await services.finder.findAll(ids)).map((operation) => [operation.id, operation]));
  const changes = ids.map((id) => storyFrom(id, operations.get(id) ?? null, requests, audit));
  const refused = requests.filter(({ operation_id }) => operation_id === null).map((one) => refusedStory(one, []));
  const direct = audit
    .filter(({ operation_id }) => operation_id === null)
    .map((one) => auditStory(one.trace_id, [one]));
  return [...changes, ...refused, ...direct].sort((a, b) => momentOf(b) - momentOf(a)).slice(0, MOST_HITS);
}

function storyFrom(
  operationId: string,
  operation: Operation | null,
  requests: readonly ChangeRequest[],
  audit: readonly AuditEvent[],
): Story {
  const own = <Row extends { operation_id: string | null }>(rows: readonly Row[]) =>
    rows.filter(({ operation_id }) => operation_id === operationId).reverse();
  const [ownRequests, ownAudit] = [own(requests), own(audit)];
  const traceId = operation?.trace_id ?? ownRequests[0]?.trace_id ?? ownAudit[0]?.trace_id ?? null;
  return { operationId, traceId, operation, job: null, requests: ownRequests, audit: ownAudit };
}

function refusedStory(request: ChangeRequest, audit: readonly AuditEvent[]): Story {
  const own = audit.filter(({ operation_id }) => operation_id === null);
  return { operationId: null, traceId: request.trace_id, operation: null, job: null, requests: [request], audit: own };
}

function auditStory(traceId: string, audit: readonly AuditEvent[]): Story {
  return { operationId: null, traceId, operation: null, job: null, requests: [], audit: [...audit].reverse() };
}

/** When it began, as far as is known. */
export function momentOf({ operation, requests, audit }: Story): number {
  return (requests[0]?.received_at ?? operation?.created_at ?? audit[0]?.occurred_at ?? new Date(0)).getTime();
}

function keepKnown(stories: readonly Story[]): Story[] {
  return stories.filter((story) => !isEmpty(story));
}
