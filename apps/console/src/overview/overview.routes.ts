import type { FastifyInstance } from 'fastify';
import { sessionOf } from '../access/guard.js';
import { sendPage } from '../layout/page.js';
import type { Services } from '../services.js';
import { hourOf } from './hour.js';
import { Overview, type OverviewData, OverviewPage } from './overview.page.js';

/** Many open overviews cost one reading in this time. */
const SHARED_FOR_MS = 2_000;

export function serveOverview(server: FastifyInstance, { samples }: Services): void {
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
    const [rows, processes] = await Promise.all([samples.lastHour(), samples.liveProcesses()]);
    return { hour: hourOf(rows, new Date()), processes };
  }
}
