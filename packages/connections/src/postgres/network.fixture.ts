import { type EventEmitter, once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A stretch of network to a server on this machine, which can fall silent or change what the server says. */
export class Network {
  private silent = false;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly listener: Server,
    private readonly port: number,
  ) {}

  /** `change` sees every chunk that comes from the server. */
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

  /** The same URL, over this network. */
  route(url: string): string {
    const routed = new URL(url);
    routed.port = String(this.port);
    return routed.href;
  }

  /** From now on nothing arrives, in neither direction, and nobody is told. */
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

/** Unlike `once` of node:events, an error before the end is not a failure. */
export function ended(client: EventEmitter): Promise<void> {
  return new Promise((resolve) => client.once('end', resolve));
}
