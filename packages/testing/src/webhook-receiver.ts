import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { SecretBox } from '@roster/database';
import { newId, type WebhookEndpointId } from '@roster/domain';
import { Webhook } from 'standardwebhooks';
import type { DataSource } from 'typeorm';

/** 32 bytes in base64, for `WEBHOOK_ENCRYPTION_KEY` of the tested processes. */
export const WEBHOOK_KEY = Buffer.alloc(32, 7).toString('base64');
/** For their `WEBHOOK_ALLOWED_NETWORKS`. */
export const WEBHOOK_NETWORKS = '127.0.0.0/8';

const SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;

/** The part of an event that tests look at. */
export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly sequence: number;
  readonly data: { readonly department_id?: string; readonly user_id?: string };
}

/** How long it is gone when it restarts, in milliseconds. */
const RESTART_MS = 1_000;

type Answer = (event: ReceivedEvent, response: ServerResponse) => void;

export const accept: Answer = (_, response) => void response.writeHead(204).end();
export const answer =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(status, headers).end();
export const hang: Answer = () => undefined;

/** A receiver of webhooks that verifies signatures, and answers as it is told. */
export class WebhookReceiver {
  /** All that arrived, in order, also what came twice. */
  readonly received: ReceivedEvent[] = [];
  /** Those of them that were answered with a status of 2xx. */
  readonly accepted: ReceivedEvent[] = [];
  /** Requests whose signature was wrong. */
  forged = 0;
  answer: Answer = accept;
  private readonly server = createServer((request, response) => void this.take(request, response));
  private listeners: (() => void)[] = [];

  static async open(port = 0): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    receiver.server.listen(port, '127.0.0.1');
    await once(receiver.server, 'listening');
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Requests that are open now. */
  async openRequests(): Promise<number> {
    return new Promise((resolve, reject) =>
      this.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  }

  /** Makes an endpoint of an organization that gets all that happens from now on. */
  async subscribe(database: DataSource, organizationId = 'org_xyz789'): Promise<WebhookEndpointId> {
    const id = newId('webhookEndpoint');
    const { keyId, bytes } = new SecretBox([Buffer.from(WEBHOOK_KEY, 'base64')], 'WEBHOOK_ENCRYPTION_KEY').seal(
      SECRET,
      id,
    );
    await database.query(
      `INSERT INTO webhook_endpoints (id, organization_id, url, key_id, sealed_secret, distributed_to, distributed_epoch,
         created_by_type, created_by_id)
       SELECT $1, $2, $3, $4, $5, last_position, coalesce((SELECT max(epoch) FROM feed_epochs), 1), 'system', 'test'
       FROM feed_relay`,
      [id, organizationId, `http://127.0.0.1:${this.port}/hook`, keyId, bytes],
    );
    return id;
  }

  /** Resolves when this is true; checked after each request and each answer. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => void this.listeners.push(resolve));
  }

  /** Ends all connections, and listens again after a while, on the same port. */
  async restart(): Promise<void> {
    const { port } = this;
    await this.close();
    await delay(RESTART_MS);
    this.server.listen(port, '127.0.0.1');
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined);
    const body = Buffer.concat(await request.toArray()).toString();
    try {
      const event = new Webhook(SECRET).verify(body, request.headers as Record<string, string>) as ReceivedEvent;
      if (event.id !== request.headers['webhook-id']) throw new Error('another event');
      this.received.push(event);
      response.once('finish', () => {
        if (response.statusCode < 300) this.accepted.push(event);
        this.wake();
      });
      this.answer(event, response);
    } catch {
      this.forged += 1;
      response.writeHead(401).end();
    }
    this.wake();
  }

  private wake(): void {
    for (const resolve of this.listeners.splice(0)) resolve();
  }
}
