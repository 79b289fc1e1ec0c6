import { Controller, Inject } from '@nestjs/common';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  EventFeed,
  listWebhookEndpoints,
  readWebhookEndpoint,
  replayWebhookEndpoint,
  rotateWebhookSecret,
  runIdempotently,
  SecretBox,
  updateWebhookEndpoint,
  WEBHOOK_RETENTION_DAYS,
  WebhookDeliveries,
} from '@roster/database';
import {
  DomainError,
  newId,
  type OrganizationId,
  type WebhookEndpointObject,
  webhookEndpointVersion,
} from '@roster/domain';
import { AddressGuard, newWebhookSecret } from '@roster/webhooks';
import type { DataSource } from 'typeorm';
import { created, noContent, ok } from '../contract/answers.js';
import { encodeCursor } from '../contract/cursor.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { AFTER_ERROR } from '../events/query-values.js';
import { validationFailed } from '../requests/validation.js';
import { READS, WEBHOOK_LIMIT, WRITES } from '../tokens.js';
import { refusalOf } from './url-check.js';
import type { ReplayInput } from './webhook-endpoint-inputs.js';
import { webhookEndpoints } from './webhook-endpoints.contract.js';
import { WebhookTests } from './webhook-tests.js';

const DAY_MS = 24 * 3_600_000;

@Controller()
export class WebhookEndpointsController {
  private readonly deliveries: WebhookDeliveries;

  constructor(
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
    @Inject(EventFeed) private readonly feed: EventFeed,
    @Inject(AddressGuard) private readonly guard: AddressGuard,
    @Inject(SecretBox) private readonly box: SecretBox | null,
    @Inject(WEBHOOK_LIMIT) private readonly limit: number,
    private readonly tests: WebhookTests,
  ) {
    this.deliveries = new WebhookDeliveries(reads, feed);
  }

  @Endpoint(webhookEndpoints.createWebhookEndpoint)
  async create({ path, body, caller, keyed }: RequestOf<typeof webhookEndpoints.createWebhookEndpoint>) {
    const box = this.secretBox();
    const refusal = await refusalOf(this.guard, body.url);
    const issued = await runIdempotently(this.writes, keyed, async (tx) => {
      if (refusal) throw refusal;
      const id = newId('webhookEndpoint');
      const secret = newWebhookSecret();
      const wanted = { ...body, id, secret: box.seal(secret, id) };
      return { ...(await createWebhookEndpoint(tx, caller, wanted, this.limit)), secret };
    });
    const location = `/v1/organizations/${path.organizationId}/webhook-endpoints/${issued.id}`;
    return created(issued, { Location: location, ETag: etag(issued) });
  }

  @Endpoint(webhookEndpoints.listWebhookEndpoints)
  async list({ path, query }: RequestOf<typeof webhookEndpoints.listWebhookEndpoints>) {
    const { limit, cursor: after } = query;
    const { items, next } = await listWebhookEndpoints(this.reads.manager, { ...path, limit, after });
    return { data: items, next_cursor: next && encodeCursor(next) };
  }

  @Endpoint(webhookEndpoints.retrieveWebhookEndpoint)
  async retrieve({ path }: RequestOf<typeof webhookEndpoints.retrieveWebhookEndpoint>) {
    const endpoint = await readWebhookEndpoint(this.reads.manager, path.organizationId, path.webhookEndpointId);
    return ok(endpoint, { ETag: etag(endpoint) });
  }

  @Endpoint(webhookEndpoints.updateWebhookEndpoint)
  async update({ path, body, expected, caller, keyed }: RequestOf<typeof webhookEndpoints.updateWebhookEndpoint>) {
    const target = { id: path.webhookEndpointId, expected };
    await readWebhookEndpoint(this.reads.manager, path.organizationId, target.id);
    const refusal = body.url === undefined ? null : await refusalOf(this.guard, body.url);
    const endpoint = await runIdempotently(this.writes, keyed, (tx) => {
      if (refusal) throw refusal;
      return updateWebhookEndpoint(tx, caller, target, body);
    });
    return ok(endpoint, { ETag: etag(endpoint) });
  }

  @Endpoint(webhookEndpoints.deleteWebhookEndpoint)
  async delete({ path, expected, caller, keyed }: RequestOf<typeof webhookEndpoints.deleteWebhookEndpoint>) {
    const target = { id: path.webhookEndpointId, expected };
    await runIdempotently(this.writes, keyed, (tx) => deleteWebhookEndpoint(tx, caller, target));
    return noContent();
  }

  @Endpoint(webhookEndpoints.rotateWebhookSecret)
  rotateSecret({ path, body, caller, keyed }: RequestOf<typeof webhookEndpoints.rotateWebhookSecret>) {
    const box = this.secretBox();
    const id = path.webhookEndpointId;
    return runIdempotently(this.writes, keyed, async (tx) => {
      const secret = newWebhookSecret();
      const rotation = { id, secret: box.seal(secret, id), overlapSeconds: body.overlap_seconds };
      return { ...(await rotateWebhookSecret(tx, caller, rotation)), secret };
    });
  }

  @Endpoint(webhookEndpoints.testWebhookEndpoint)
  test({ path, caller, keyed }: RequestOf<typeof webhookEndpoints.testWebhookEndpoint>) {
    return this.tests.run(caller, path.webhookEndpointId, this.secretBox(), keyed);
  }

  @Endpoint(webhookEndpoints.replayWebhookEndpoint)
  async replay({ path, body, origin, keyed }: RequestOf<typeof webhookEndpoints.replayWebhookEndpoint>) {
    const { organizationId, webhookEndpointId: id } = path;
    const from = { ...(await this.replayStart(organizationId, body)), from: body };
    return runIdempotently(this.writes, keyed, (tx) => replayWebhookEndpoint(tx, origin, { organizationId, id }, from));
  }

  @Endpoint(webhookEndpoints.listWebhookDeliveries)
  async listDeliveries({ path, query }: RequestOf<typeof webhookEndpoints.listWebhookDeliveries>) {
    const { organizationId, webhookEndpointId: endpointId } = path;
    const { state, limit, cursor } = query;
    const cursors = await this.feed.cursors();
    const after = cursor === undefined ? undefined : cursors.decode(organizationId, cursor);
    if (cursor !== undefined && after === undefined) throw foreignCursor('cursor');
    const list = { organizationId, endpointId, state, limit, after: after?.position };
    const { items, next } = await this.deliveries.list(list);
    const next_cursor = next && encodeCursor(cursors.encode(organizationId, { epoch: 0, position: next }));
    return { data: items, next_cursor };
  }

  /** @throws DomainError VALIDATION_FAILED, CURSOR_EXPIRED */
  private async replayStart(organizationId: OrganizationId, { after, since }: ReplayInput) {
    if (since !== undefined) return this.feed.positionBefore(new Date(since));
    const position = (await this.feed.cursors()).decode(organizationId, after ?? '');
    if (position === undefined) throw foreignCursor('after');
    const [next] = (await this.feed.read({ organizationId, after: position, limit: 1 })).events;
    if (next && next.occurred_at.getTime() < Date.now() - WEBHOOK_RETENTION_DAYS * DAY_MS)
      throw new DomainError('CURSOR_EXPIRED', { reason: 'age' });
    return position;
  }

  /** @throws DomainError WEBHOOKS_NOT_CONFIGURED */
  private secretBox(): SecretBox {
    if (this.box === null) throw new DomainError('WEBHOOKS_NOT_CONFIGURED');
    return this.box;
  }
}

function etag(endpoint: WebhookEndpointObject): string {
  return `"${webhookEndpointVersion(endpoint)}"`;
}

function foreignCursor(field: string): DomainError {
  return validationFailed([{ field, expected: AFTER_ERROR, received: 'string' }]);
}
