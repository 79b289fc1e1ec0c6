import { AsyncLocalStorage } from 'node:async_hooks';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { mayInConsole } from '@roster/domain';
import type { OpenQueue, QueueName } from '@roster/queue';
import { redactFields } from '@roster/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal, sessionOf, sourceOfRequest } from '../access/guard.js';
import type { Services } from '../services.js';
import { boardAction } from './board-actions.js';

const PREFIX = '/ops/queues';

/** bull-board names a font of another host; nothing of the console comes from elsewhere. */
const FOREIGN_LINK = /<link[^>]*\bhref="https?:[^>]*>/g;

const DESCRIPTIONS: Readonly<Record<QueueName, string>> = {
  membership: 'Single changes, up to 64 per job',
  'membership-bulk': 'Bulk adds, up to 10,000 members per job',
  webhooks: 'Webhooks: a job sends the events of one department to one endpoint',
};

/**
 * bull-board, behind the guard. An operator who may not act sees it in its read-only mode and is refused by the guard; every
 * action is written down before it is carried out, and how it was answered after.
 */
export async function serveBoard(server: FastifyInstance, services: Services): Promise<void> {
  const mayAct = new AsyncLocalStorage<boolean>();
  const adapter = new FastifyAdapter().setBasePath(PREFIX);
  const board = createBullBoard({
    queues: [],
    serverAdapter: adapter,
    options: {
      uiConfig: {
        boardTitle: 'Roster',
        boardLogo: { path: '/ops/assets/icon.svg', width: 24, height: 24 },
        miscLinks: [
          { text: 'Overview', url: '/ops/overview' },
          { text: 'Operations', url: '/ops/operations' },
        ],
      },
    },
  });
  adapter.setErrorHandler((error) => answerTo(error, services));
  services.queues.onQueue((queue) => board.addQueue(adapterOf(queue, mayAct)));

  await server.register(
    async (scope) => {
      scope.addHook('onRoute', (route) => {
        const methods = [route.method].flat();
        const own = route.url.slice(PREFIX.length);
        const actions = methods.map((method) => boardAction(method, own));
        const [action] = actions;
        // What nobody may do has no route: it is not found.
        if (!action || actions.some((other) => other !== action)) {
          route.handler = () => {
            throw new Refusal(403, 'This cannot be done from the console.');
          };
        }
        route.config = { ...route.config, access: action ?? 'queue.read', csrf: 'header' };
      });
      const begun = new WeakSet<FastifyRequest>();
      scope.addHook('preHandler', async (request) => {
        if (request.method === 'GET' || request.method === 'HEAD') return;
        await services.events.write(eventOf(request, 'begun'));
        begun.add(request);
      });
      // The last hook before the handler: reading a body would leave the storage's context.
      scope.addHook('preHandler', (request, _reply, done) => {
        const { session } = request;
        mayAct.run(session !== null && mayInConsole(session.operator.role, 'queue.retry'), done);
      });
      scope.addHook('onSend', async (request, reply, payload) => {
        if (begun.has(request)) {
          const outcome = reply.statusCode < 400 ? 'done' : reply.statusCode < 500 ? 'refused' : 'failed';
          await services.events.write(eventOf(request, outcome));
        }
        return typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html')
          ? payload.replace(FOREIGN_LINK, '')
          : payload;
      });
      await scope.register(adapter.registerPlugin());
    },
    { prefix: PREFIX },
  );
}

/** In bull-board's form, and without the stack that it would show. */
function answerTo(error: Error, { logger }: Services): { status: 403 | 500; body: { error: string } } {
  // bull-board's type does not know 401; it passes on what it is given.
  if (error instanceof Refusal) return { status: error.status as 403, body: { error: error.reason } };
  logger.warn({ err: error }, 'bull-board');
  return { status: 500, body: { error: 'The queue could not do this. Check that it is reachable.' } };
}

function adapterOf({ opened, queue }: OpenQueue, mayAct: AsyncLocalStorage<boolean>): BullMQAdapter {
  // The names of shards have a dot before the shard; bull-board groups them by it.
  const adapter = new BullMQAdapter(queue, { description: DESCRIPTIONS[opened.queue], delimiter: '.' });
  adapter.setFormatter('data', redact);
  adapter.setFormatter('returnValue', redact);
  // One board for both roles: the option is a constant there, and ours depends on who asks.
  Object.defineProperty(adapter, 'readOnlyMode', { get: () => mayAct.getStore() !== true });
  return adapter;
}

function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  return typeof value === 'object' && value !== null ? redactFields(value as Record<string, unknown>) : value;
}

function eventOf(request: FastifyRequest, outcome: 'begun' | 'done' | 'refused' | 'failed') {
  const { queueName, jobId, queueStatus } = request.params as Record<string, string | undefined>;
  const own = (request.routeOptions.url ?? '').slice(PREFIX.length);
  const subject = [queueName ?? 'all queues', jobId, queueStatus].filter(Boolean).join(' ');
  return {
    operator: sessionOf(request).operator,
    action: boardAction(request.method, own) ?? 'queue.other',
    outcome,
    subject: subject.slice(0, 300),
    address: sourceOfRequest(request),
    ...(boardAction(request.method, own) === null ? { details: { route: `${request.method} ${own}` } } : {}),
  };
}
