import type { FastifyInstance } from 'fastify';
import { sessionOf } from '../access/guard.js';
import { sendPage } from '../layout/page.js';
import type { ListQuery } from '../operations/list-query.js';
import { filterOf, listedState } from '../operations/operation-lists.js';
import type { Services } from '../services.js';
import { hourOf } from './hour.js';
import { Overview, type OverviewData, OverviewPage } from './overview.page.js';

/** Many open overviews cost one reading in this time. */
const SHARED_FOR_MS = 2_000;

export function serveOverview(server: FastifyInstance, { samples, lists, queues }: Services): void {
  let shared: { at: number; data: Promise<OverviewData> } | undefined;
  const config = { access: 'overview.read' } as const;

  server.get('/ops/overview', { config }, async (request, reply) =>
    sendPage(reply, OverviewPage({ ...(await read()), session: sessionOf(request) })),
  );

  server.get('/ops/overview/now', { config }, async (_, reply) => sendPage(reply, Overview(await read())));

  function read(): Promise<OverviewData> {
    const now = Date.now();
    if (shared === undefined || now - shared.at > SHARED_FOR_MS) shared = { at: now, data: load() };
    return shared.data;
  }

  async function load(): Promise<OverviewData> {
    const now = new Date();
    const total = async (query: ListQuery) => {
      const state = listedState(query);
      if (state === null) throw new Error('Requests are not counted');
      return { query, ...(await lists.total(state, filterOf(query, now))) };
    };
    const [rows, processes, failed, waiting, bulks] = await Promise.all([
      samples.lastHour(),
      samples.liveProcesses(),
      total({ state: 'failed', period: 'hour' }),
      total({ state: 'accepted', kind: 'single' }),
      total({ state: 'accepted', kind: 'member.bulk_add' }),
    ]);
    return { hour: hourOf(rows, now), processes, queues: queues.expected, operations: { failed, waiting, bulks } };
  }
}
