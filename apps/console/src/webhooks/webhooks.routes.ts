import { replayWebhookEndpoint, type WebhookHealth } from '@roster/database';
import { type OrganizationId, organizationIdSchema, webhookEndpointIdSchema } from '@roster/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal, sessionOf } from '../access/guard.js';
import { originOfOperator, recordAction } from '../access/record-action.js';
import { webhookLink } from '../layout/links.js';
import { sendPage } from '../layout/page.js';
import type { Services } from '../services.js';
import { WebhookPage } from './webhook.page.js';
import { WebhooksPage } from './webhooks.page.js';

const MOST_ENDPOINTS = 100;
const PAGE = 30;
const HOUR_MS = 3_600_000;
const PERIOD_MS = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS } as const;

const listSchema = z.object({ organization: z.string().trim().max(200).catch('') });
const detailsSchema = z.object({ before: z.string().max(100).optional().catch(undefined) });
const paramsSchema = z.object({ endpoint_id: webhookEndpointIdSchema });
const replaySchema = z.object({ period: z.enum(['hour', 'day', 'week']) });

/** The webhook endpoints of all organizations. */
export function serveWebhooks(server: FastifyInstance, services: Services): void {
  server.get('/ops/webhooks', { config: { access: 'webhook.read' } }, async (request, reply) => {
    const { organization } = listSchema.parse(request.query);
    // Undefined: the text is no ID, so no endpoint belongs to it.
    const organizationId = organization === '' ? null : organizationIdSchema.safeParse(organization).data;
    const found = organizationId === undefined ? [] : await services.webhooks.list(MOST_ENDPOINTS + 1, organizationId);
    const endpoints = found.slice(0, MOST_ENDPOINTS);
    const isCut = found.length > MOST_ENDPOINTS;
    const page = { session: sessionOf(request), endpoints, isCut, organization, now: new Date() };
    return sendPage(reply, WebhooksPage(page));
  });

  server.get('/ops/webhooks/:endpoint_id', { config: { access: 'webhook.read' } }, async (request, reply) => {
    const { before } = detailsSchema.parse(request.query);
    const endpoint = await find(request);
    const organizationId = endpoint.organization_id as OrganizationId;
    const cursors = await services.feed.cursors();
    const after = before === undefined ? undefined : cursors.decode(organizationId, before)?.position;
    const list = { organizationId, endpointId: endpoint.id, limit: PAGE, after };
    const { items, next } = await services.deliveries.list(list);
    const cursor = next && cursors.encode(organizationId, { epoch: 0, position: next });
    const older = cursor && `${webhookLink(endpoint.id)}?before=${cursor}`;
    const page = { session: sessionOf(request), endpoint, deliveries: items, older, now: new Date() };
    return sendPage(reply, WebhookPage(page));
  });

  server.post('/ops/webhooks/:endpoint_id/replay', { config: { access: 'webhook.replay' } }, async (request, reply) => {
    const parsed = replaySchema.safeParse(request.body);
    if (!parsed.success) throw new Refusal(422, 'Choose the period whose events are to be sent again.');
    const { id, organization_id } = await find(request);
    const organizationId = organization_id as OrganizationId;
    const { period } = parsed.data;
    const action = { action: 'webhook.replay', subject: id, organizationId, details: { period } };
    await recordAction(request, services, action, async () => {
      const since = new Date(Date.now() - PERIOD_MS[period]);
      const from = { ...(await services.feed.positionBefore(since)), from: { since: since.toISOString() } };
      const origin = originOfOperator(request);
      await services.database.transaction((tx) => replayWebhookEndpoint(tx, origin, { organizationId, id }, from));
    });
    return reply.redirect(webhookLink(id), 303);
  });

  async function find(request: FastifyRequest): Promise<WebhookHealth> {
    const params = paramsSchema.safeParse(request.params);
    const endpoint = params.success ? await services.webhooks.find(params.data.endpoint_id) : null;
    if (!endpoint) throw new Refusal(404, 'There is no webhook endpoint with this ID.');
    return endpoint;
  }
}
