import { cancelOperation, type EventDelivery, type Operation } from '@roster/database';
import { mayInConsole, type OperationId, type OrganizationId, operationIdSchema } from '@roster/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal, sessionOf } from '../access/guard.js';
import { originOfOperator, recordAction } from '../access/record-action.js';
import { sendPage } from '../layout/page.js';
import type { Services } from '../services.js';
import { type ChangeHistory, findHistories, organizationOf } from './change-history.js';
import { type ListQuery, parseListQuery, WRONG_CURSOR } from './list-query.js';
import { ListPage, ListsPage, WrongListPage } from './lists.page.js';
import { OperationPage } from './operation.page.js';
import { namesIn, readList } from './operation-lists.js';
import { rerun } from './rerun.js';
import { SearchPage } from './search.page.js';
import { understand } from './search-text.js';
import { nothingKnown, type Verdict } from './verdict.js';

/** Rows of a list on its own page, and on the page that begins all of them. */
const PAGE = 50;
const BEGINNING = 5;
/** What an operator looks for first. */
const BEGINNINGS: readonly ListQuery[] = [{ state: 'failed' }, { state: 'accepted' }, { state: 'any' }];

const text = z.string().max(20_000).catch('');
const querySchema = z.object({ q: text, organization: text });
const paramsSchema = z.object({ operation_id: operationIdSchema });

const NEEDS_ORGANIZATION: Verdict = {
  tone: 'unknown',
  sentence: 'This is not an ID. Is it an Idempotency-Key?',
  advice: 'A key belongs to one organization: enter the ID of the organization in the second field.',
};
const NOT_UNDERSTOOD: Verdict = {
  tone: 'unknown',
  sentence: 'No ID was found in this text.',
  advice:
    'Paste the ID of a trace, an operation, a member, a department or an organization, an Idempotency-Key, or a Slack trigger.',
};

/** Searches whose only result is shown in a list all the same, as there may be more tomorrow. */
const LISTED: ReadonlySet<string> = new Set(['user', 'department', 'organization']);

/** Finding a change, and running it again or cancelling it. */
export function serveOperations(server: FastifyInstance, services: Services): void {
  server.get('/ops/operations', { config: { access: 'operation.read' } }, async (request, reply) => {
    const { q, organization } = querySchema.parse(request.query);
    const session = sessionOf(request);
    const now = new Date();
    const page = { session, text: q, organization: organization.trim(), now };
    if (q.trim() === '') return answerWithLists(request, reply);
    const search = understand(q, page.organization);
    if (search.kind === 'nothing') return sendPage(reply.code(422), SearchPage({ ...page, verdict: NOT_UNDERSTOOD }));
    if (search.kind === 'key-without-organization')
      return sendPage(reply.code(422), SearchPage({ ...page, verdict: NEEDS_ORGANIZATION }));
    const histories = await findHistories(services, search);
    const [history] = histories;
    if (!history)
      return sendPage(reply.code(404), SearchPage({ ...page, verdict: nothingKnown(q.trim().slice(0, 80)) }));
    const isOne = histories.length === 1 && !LISTED.has(search.kind);
    const names = await namesIn(services, session.operator.role, histories);
    if (!isOne) return sendPage(reply, SearchPage({ ...page, found: { histories, names } }));
    const deliveries = mayInConsole(session.operator.role, 'webhook.read') ? await deliveriesOf(history) : [];
    return sendPage(reply, OperationPage({ ...page, history, names, deliveries }));
  });

  /** What its events were to webhook endpoints. */
  async function deliveriesOf(history: ChangeHistory): Promise<EventDelivery[]> {
    const organizationId = organizationOf(history);
    if (organizationId === null) return [];
    return services.deliveries.ofEvents(organizationId, history.audit);
  }

  /** Without an ID: the list that the address names, or the beginning of each. */
  async function answerWithLists(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const session = sessionOf(request);
    const now = new Date();
    const parsed = parseListQuery(request.query as Record<string, unknown>);
    if (parsed.kind === 'untidy') return reply.redirect(parsed.href, 303);
    if (parsed.kind === 'wrong') return sendPage(reply.code(400), WrongListPage({ session, problem: parsed.problem }));
    const queries = parsed.kind === 'list' ? [parsed.query] : BEGINNINGS;
    const limit = parsed.kind === 'list' ? PAGE : BEGINNING;
    const lists = (await Promise.all(queries.map((query) => readList(services, query, limit, now)))).filter(
      (list) => list !== null,
    );
    const [list] = lists;
    if (!list) return sendPage(reply.code(400), WrongListPage({ session, problem: WRONG_CURSOR }));
    const histories = lists.flatMap(({ changes }) => changes.map(({ history }) => history));
    const shown = { session, now, names: await namesIn(services, session.operator.role, histories) };
    return sendPage(reply, parsed.kind === 'list' ? ListPage({ ...shown, list }) : ListsPage({ ...shown, lists }));
  }

  server.post('/ops/operations/:operation_id/rerun', { config: { access: 'operation.rerun' } }, (request, reply) =>
    act(request, reply, 'operation.rerun', (operation) => rerun(services, operation, originOfOperator(request).actor)),
  );

  server.post('/ops/operations/:operation_id/cancel', { config: { access: 'operation.cancel' } }, (request, reply) =>
    act(request, reply, 'operation.cancel', async (operation) => {
      const id = operation.id as OperationId;
      const origin = originOfOperator(request, operation.trace_id);
      const organizationId = operation.organization_id as OrganizationId;
      const found = await services.database.transaction((tx) => cancelOperation(tx, origin, organizationId, id));
      return found?.cancelled ? id : null;
    }),
  );

  /** `work` returns the operation to show; null when there is nothing to do. */
  async function act(
    request: FastifyRequest,
    reply: FastifyReply,
    name: 'operation.rerun' | 'operation.cancel',
    work: (operation: Operation) => Promise<OperationId | null>,
  ): Promise<FastifyReply> {
    const params = paramsSchema.safeParse(request.params);
    const operation = params.success ? await services.finder.find(params.data.operation_id) : null;
    if (!operation) throw new Refusal(404, 'There is no operation with this ID.');
    const { id: subject, organization_id: organizationId, state } = operation;
    const action = { action: name, subject, organizationId, details: { state } };
    const change = async () => {
      const shown = await work(operation);
      if (shown === null) throw new Refusal(409, 'The operation has already ended. Nothing was done.');
      return shown;
    };
    const detailsOf = (id: OperationId) => (id === subject ? {} : { operation_id: id });
    const shown = await recordAction(request, services, action, change, detailsOf);
    return reply.redirect(`/ops/operations?q=${shown}`, 303);
  }
}
