import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What the proxy forwards for a chunk; null: nothing. */
export type Rule = (chunk: Buffer, fromServer: boolean, cut: () => void) => Buffer | null;

const PASS: Rule = (chunk) => chunk;

/** A proxy between a process and its server that simulates network failures. */
export class TcpProxy {
  rule: Rule = PASS;
  private refusing = false;
  private mute = false;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async open(target: number): Promise<TcpProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new TcpProxy(server, (server.address() as AddressInfo).port);
    server.on('connection', (client) => proxy.join(client, target));
    return proxy;
  }

  /** The same URL through this proxy. */
  route(url: string): string {
    const routed = new URL(url);
    routed.port = String(this.port);
    return routed.href;
  }

  /** Cuts all connections with a reset. */
  reset(): void {
    // Resetting a socket that is already closing keeps the Node process alive.
    for (const socket of this.sockets) {
      if (socket.writableEnded) socket.destroy();
      else socket.resetAndDestroy();
    }
  }

  /** Also resets new connections, until `heal`. */
  refuse(): void {
    this.refusing = true;
    this.reset();
  }

  /** Silently drops everything in both directions, until `heal`. */
  blackhole(): void {
    this.rule = () => null;
  }

  /**
   * Cuts all connections. New ones are accepted and never answered, until `speak` or `heal`. Those made in between stay
   * silent: a client must reconnect.
   */
  fallSilent(): void {
    this.mute = true;
    this.reset();
  }

  /** Ends `fallSilent` and `blackhole` without cutting connections. Those made during `fallSilent` stay silent. */
  speak(): void {
    this.mute = false;
    this.rule = PASS;
  }

  heal(): void {
    this.refusing = false;
    this.mute = false;
    this.rule = PASS;
    // A connection that lost bytes is out of sync and cannot continue.
    this.reset();
  }

  async close(): Promise<void> {
    this.reset();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(client: Socket, target: number): void {
    if (this.refusing) {
      client.resetAndDestroy();
      return;
    }
    if (this.mute) {
      this.sockets.add(client);
      client.on('error', () => client.destroy());
      client.on('close', () => this.sockets.delete(client));
      client.resume();
      return;
    }
    const server = connect(target, '127.0.0.1');
    const cut = () => {
      client.resetAndDestroy();
      server.resetAndDestroy();
    };
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (chunk) => {
        const passed = this.rule(chunk, from === server, cut);
        if (passed && to.writable) to.write(passed);
      });
      from.on('error', cut);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }
}
