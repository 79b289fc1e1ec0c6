import { randomUUID } from 'node:crypto';
import { provisionOrganization } from '@roster/database';
import { newOrganizationSchema } from '@roster/domain';
import type { Stack } from './stack.js';

const PEOPLE = 200_000;

/** People per INSERT: on a busy machine all of them in one would take longer than a statement may. */
const PEOPLE_AT_ONCE = 10_000;
const DEPARTMENT = 'dept_noise01';

/** How long a caller waits for an answer before he takes it for lost, in milliseconds. */
const PATIENCE_MS = 20_000;

/** What the callers of a noisy organization were answered, by status; 0 stands for no answer. */
export type Statuses = ReadonlyMap<number, number>;

/** Another organization, with callers of its own who want more than their share. */
export class NoisyOrganization {
  private nextPerson = 0;

  private constructor(
    private readonly stack: Stack,
    private readonly id: string,
    private readonly token: string,
  ) {}

  static async make(stack: Stack): Promise<NoisyOrganization> {
    const wanted = newOrganizationSchema.parse({
      name: 'Noise',
      owner: { full_name: 'Olga Owner', email: 'olga@noise.example' },
    });
    const origin = {
      actor: { type: 'system', id: 'faults' },
      channel: 'system',
      traceId: '0af7651916cd43dd8448eb211c80319c',
    } as const;
    const { organization, apiKey } = await stack.dataSource.transaction(async (tx) =>
      provisionOrganization(tx, origin, wanted, { perOrganization: 0 }),
    );
    await stack.dataSource.query(`INSERT INTO departments (id, organization_id, name) VALUES ($2, $1, 'Noise')`, [
      organization.id,
      DEPARTMENT,
    ]);
    for (let first = 1; first <= PEOPLE; first += PEOPLE_AT_ONCE) {
      await stack.dataSource.query(
        `INSERT INTO organization_members (organization_id, user_id, full_name, email)
         SELECT $1, 'usr_n' || n, 'Person ' || n, 'n' || n || '@noise.example' FROM generate_series($2::int, $3::int) n`,
        [organization.id, first, first + PEOPLE_AT_ONCE - 1],
      );
    }
    return new NoisyOrganization(stack, organization.id, apiKey.token);
  }

  /** So many callers who add one person after the other, each at once when the one before is answered. */
  async add(callers: number, forMs: number): Promise<Statuses> {
    const statuses = new Map<number, number>();
    const until = performance.now() + forMs;
    const caller = async (): Promise<void> => {
      while (performance.now() < until) {
        this.nextPerson += 1;
        const status = await this.post('/members', { user_id: `usr_n${this.nextPerson}` });
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
        const user_ids = Array.from({ length: size }, (_, index) => `usr_n${bulk * size + index + 1}`);
        return this.post('/members/bulk', { user_ids });
      }),
    );
  }

  private async post(path: string, body: unknown): Promise<number> {
    const node = this.stack.nextNode();
    if (!node) return 0;
    const url = `${node.url}/v1/organizations/${this.id}/departments/${DEPARTMENT}${path}`;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.token}`,
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
