import { randomUUID } from 'node:crypto';
import { addPlace, type Place } from './place.js';
import type { Stack } from './stack.js';

const PEOPLE = 200_000;

/** How long a caller waits for an answer before he takes it for lost, in milliseconds. */
const PATIENCE_MS = 20_000;

/** What the callers of a noisy organization were answered, by status; 0 stands for no answer. */
export type Statuses = ReadonlyMap<number, number>;

/** Another organization, with callers of its own who want more than their share. */
export class NoisyOrganization {
  private nextPerson = 0;

  private constructor(
    private readonly stack: Stack,
    private readonly place: Place,
  ) {}

  static async make(stack: Stack): Promise<NoisyOrganization> {
    return new NoisyOrganization(stack, await addPlace(stack.dataSource, 'noise', PEOPLE));
  }

  /** So many callers who add one person after the other, each at once when the one before is answered. */
  async add(callers: number, forMs: number): Promise<Statuses> {
    const statuses = new Map<number, number>();
    const until = performance.now() + forMs;
    const caller = async (): Promise<void> => {
      while (performance.now() < until) {
        this.nextPerson += 1;
        const status = await this.post('/members', { user_id: `usr_f${this.nextPerson}` });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: callers }, caller));
    return statuses;
  }

  /** Sends so many bulks of 10,000 people at once. */
  async addInBulk(bulks: number): Promise<void> {
    const size = 10_000;
    await Promise.all(
      Array.from({ length: bulks }, (_, bulk) => {
        const user_ids = Array.from({ length: size }, (_, index) => `usr_f${bulk * size + index + 1}`);
        return this.post('/members/bulk', { user_ids });
      }),
    );
  }

  private async post(path: string, body: unknown): Promise<number> {
    const node = this.stack.nextNode();
    if (!node) return 0;
    const { organization, department, token } = this.place;
    const url = `${node.url}/v1/organizations/${organization}/departments/${department}${path}`;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }
}
