import { type EventEmitter, once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A proxy to a local server that can fall silent or change what the server sends. */
export class Network {
  private silent = false;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly listener: Server,
    private readonly port: number,
  ) {}

  /** `change` is called with every chunk from the server. */
  static async to(url: string, change: (chunk: Buffer) => Buffer = (chunk) => chunk): Promise<Network> {
    const listener = createServer();
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const network = new Network(listener, (listener.address() as AddressInfo).port);
    listener.on('connection', (client) => {
      const server = connect(Number(new URL(url).port), '127.0.0.1');
      network.pipe(client, server, (chunk) => chunk);
      network.pipe(server, client, change);
    });
    return network;
  }

  /** The same URL through this proxy. */
  route(url: string): string {
    const routed = new URL(url);
    routed.port = String(this.port);
    return routed.href;
  }

  /** From now on nothing arrives in either direction, without an error. */
  fallSilent(): void {
    this.silent = true;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.listener.close();
    await once(this.listener, 'close');
  }

  private pipe(from: Socket, to: Socket, change: (chunk: Buffer) => Buffer): void {
    this.sockets.add(from);
    from.on('data', (chunk) => {
      if (!this.silent && to.writable) to.write(change(chunk));
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.sockets.delete(from);
      if (!this.silent) to.destroy();
    });
  }
}

/** Unlike `once` of node:events, it does not reject when an error comes before the end. */
export function ended(client: EventEmitter): Promise<void> {
  return new Promise((resolve) => client.once('end', resolve));
}
