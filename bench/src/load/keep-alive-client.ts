import { Agent, request } from 'node:http';
import type { Target } from './load.js';

/** More requests than these wait for a connection, which counts as their latency. */
const CONNECTIONS = 256;

/** Longer than the API lets a change wait. */
const TIMEOUT_MS = 20_000;

/** Sends requests over connections that stay open. */
export class KeepAliveClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

  constructor(private readonly target: Pick<Target, 'url' | 'headers'>) {}

  /** The status of the answer, once it has been read; null when there was none. */
  send(method: 'POST' | 'DELETE', path: string, body?: string): Promise<number | null> {
    const { url, headers: all } = this.target;
    // Without a body there is no type of it.
    const { 'Content-Type': _, ...bare } = all;
    const headers = body === undefined ? bare : all;
    return new Promise((resolve) => {
      const sent = request(url + path, { method, agent: this.agent, timeout: TIMEOUT_MS, headers }, (answer) => {
        answer.resume();
        answer.on('close', () => resolve(answer.complete ? (answer.statusCode ?? null) : null));
      });
      sent.on('timeout', () => sent.destroy());
      sent.on('error', () => resolve(null));
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
