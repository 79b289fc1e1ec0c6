import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Acknowledged, Attempt, Delivery, DeliveryKind } from './delivery.js';

const PING_MS = 5_000;
/** https://docs.slack.dev/apis/events-api/using-socket-mode */
const ACKNOWLEDGE_WITHIN_MS = 3_000;

/** The server side of Socket Mode: connections, envelopes and their acknowledgements. */
export class SocketMode implements Delivery {
  private readonly server = new WebSocketServer({ noServer: true });
  private readonly tickets = new Set<string>();
  private readonly sockets = new Set<WebSocket>();
  private readonly events = new EventEmitter().setMaxListeners(0);
  private readonly ping = setInterval(() => {
    for (const socket of this.sockets) socket.ping();
  }, PING_MS).unref();

  constructor(private readonly appId: string) {}

  /** The query of the address that `apps.connections.open` answers: good for one connection. */
  ticket(): string {
    const ticket = randomUUID();
    this.tickets.add(ticket);
    return ticket;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://slack').searchParams.get('ticket') ?? '';
    if (!this.tickets.delete(ticket)) {
      socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      return;
    }
    this.server.handleUpgrade(request, socket, head, (connection) => this.welcome(connection));
  }

  /** Resolves as soon as the app has `count` connections. */
  async connected(count = 1): Promise<void> {
    while (this.sockets.size < count) await once(this.events, 'connected', { signal: AbortSignal.timeout(15_000) });
  }

  /**
   * Sends one envelope over one of the connections, and waits for its acknowledgement. Status 408: none came in time,
   * and Slack would deliver it again.
   */
  async deliver(
    kind: DeliveryKind,
    payload: Readonly<Record<string, unknown>>,
    { envelopeId = randomUUID(), retryNumber, retryReason }: Attempt = {},
  ): Promise<Acknowledged> {
    await this.connected();
    const connection = [...this.sockets][Math.floor(Math.random() * this.sockets.size)];
    if (!connection) throw new Error('The app is not connected.');
    const start = performance.now();
    const acknowledged = once(this.events, `acknowledged:${envelopeId}`, {
      signal: AbortSignal.timeout(ACKNOWLEDGE_WITHIN_MS),
    });
    connection.send(
      JSON.stringify({
        type: kind,
        envelope_id: envelopeId,
        payload,
        accepts_response_payload: kind !== 'events_api',
        ...(retryNumber === undefined ? {} : { retry_attempt: retryNumber, retry_reason: retryReason ?? 'timeout' }),
      }),
    );
    try {
      const [body] = await acknowledged;
      return { status: 200, body: body ?? '', milliseconds: performance.now() - start };
    } catch {
      return { status: 408, body: '', milliseconds: performance.now() - start };
    }
  }

  /**
   * Slack wants connections back: it warns, then asks for them, and the app opens others. `link_disabled` means that
   * Socket Mode was turned off, and closes them: https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect
   */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void {
    for (const socket of this.sockets) {
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'emulated' } }));
      if (reason === 'link_disabled') socket.close();
    }
  }

  /** Cuts the connections without notice, as a network does. */
  cut(): void {
    for (const socket of this.sockets) socket.terminate();
    this.sockets.clear();
  }

  close(): void {
    clearInterval(this.ping);
    this.cut();
    this.server.close();
  }

  private welcome(connection: WebSocket): void {
    this.sockets.add(connection);
    connection.on('close', () => this.sockets.delete(connection));
    connection.on('error', () => connection.terminate());
    connection.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data));
      if (typeof envelope_id === 'string') this.events.emit(`acknowledged:${envelope_id}`, payload);
    });
    connection.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.sockets.size,
        connection_info: { app_id: this.appId },
        debug_info: { host: 'emulated', build_number: 1, approximate_connection_time: 3_600 },
      }),
    );
    this.events.emit('connected');
  }
}
