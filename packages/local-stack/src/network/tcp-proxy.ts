import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What the network does to a chunk on its way; `fromServer` tells its direction. */
export type Rule = (chunk: Buffer, fromServer: boolean, cut: () => void) => Buffer | null;

const PASS: Rule = (chunk) => chunk;

/** A stretch of network between a process and its server, which can be made to fail. */
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

  /** The same URL, over this proxy. */
  route(url: string): string {
    const routed = new URL(url);
    routed.port = String(this.port);
    return routed.href;
  }

  /** Cuts all connections with a reset. */
  reset(): void {
    // Node does not end a process in which a socket was reset that was closing already.
    for (const socket of this.sockets) {
      if (socket.writableEnded) socket.destroy();
      else socket.resetAndDestroy();
    }
  }

  /** New connections are reset, too, until `heal`. */
  refuse(): void {
    this.refusing = true;
    this.reset();
  }

  /** Everything vanishes without a word, in both directions, until `heal`. */
  blackhole(): void {
    this.rule = () => null;
  }

  /**
   * Cuts all connections. New ones are accepted and never answered, until `speak` or `heal`; those stay silent after it:
   * only a peer that leaves them gets through again.
   */
  fallSilent(): void {
    this.mute = true;
    this.reset();
  }

  /** Ends `fallSilent` and `blackhole`. Connections that were made in the silence stay as they are, and so do others. */
  speak(): void {
    this.mute = false;
    this.rule = PASS;
  }

  heal(): void {
    this.refusing = false;
    this.mute = false;
    this.rule = PASS;
    // What was swallowed leaves its connection out of step: no protocol goes on from there.
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
