import { newId, type OrganizationId, type WebhookEndpointId } from '@roster/domain';
import { command, ORGANIZATION, openTestDatabase, person, type TestDatabase } from '../database.fixture.js';
import { FeedRelay } from '../feed/feed-relay.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { type Consequence, type NextWebhook, WebhookAttempts } from './webhook-attempts.js';
import { WebhookDistributor } from './webhook-distributor.js';
import { type LeasedLane, WebhookLanes } from './webhook-lanes.js';

interface EndpointSettings {
  readonly types?: readonly string[];
  readonly departmentId?: string;
  readonly organizationId?: OrganizationId;
}

/** Webhooks on a database of its own for each test. */
export function useWebhooks(): TestWebhooks {
  const webhooks = new TestWebhooks();
  beforeEach(async () => void webhooks.on(await openTestDatabase()));
  afterEach(() => webhooks.database.close());
  return webhooks;
}

/** What a worker does with webhooks, step by step, without sending anything. */
export class TestWebhooks {
  database!: TestDatabase;
  lanes!: WebhookLanes;
  attempts!: WebhookAttempts;

  on(database: TestDatabase): this {
    this.database = database;
    this.lanes = new WebhookLanes(database.dataSource);
    this.attempts = new WebhookAttempts(database.dataSource);
    return this;
  }

  readonly sql = (text: string, values: readonly unknown[] = []) => this.database.dataSource.query(text, [...values]);

  /** An endpoint that gets what happens from now on. */
  async endpoint({
    types,
    departmentId,
    organizationId = ORGANIZATION,
  }: EndpointSettings = {}): Promise<WebhookEndpointId> {
    const id = newId('webhookEndpoint');
    await this.relay();
    await this.sql(
      `INSERT INTO webhook_endpoints (id, organization_id, url, event_types, department_id, key_id, sealed_secret,
         distributed_to, distributed_epoch, created_by_type, created_by_id)
       SELECT $1, $2, 'https://hooks.example.com/secret-path', $3, $4, 'key', '', r.last_position,
              coalesce((SELECT max(epoch) FROM feed_epochs), 1), 'user', 'usr_x'
       FROM feed_relay r`,
      [id, organizationId, types ?? null, departmentId ?? null],
    );
    return id;
  }

  /** Adds people to a department and gives the events their positions. */
  async add(departmentId: string, ...people: number[]): Promise<void> {
    const ledger = new MembershipLedger(this.database.dataSource);
    const commands = people.map((one) => command({ userId: person(one), departmentId: departmentId as never }));
    await ledger.apply(commands);
    await this.relay();
  }

  async relay(): Promise<void> {
    const relay = new FeedRelay(this.database.dataSource, { retentionDays: 90 });
    while ((await relay.run()).full) {}
  }

  distribute(options: ConstructorParameters<typeof WebhookDistributor>[1] = {}) {
    return new WebhookDistributor(this.database.dataSource, options).run();
  }

  /** Adds an event to each of so many lanes of an endpoint. */
  async fillLanes(id: WebhookEndpointId, lanes: number): Promise<void> {
    await this.sql(
      `WITH lane AS (
         INSERT INTO webhook_lanes (endpoint_id, lane, next_attempt_at)
         SELECT $1, 'dept_' || n, clock_timestamp() FROM generate_series(1, $2::int) n RETURNING lane
       )
       INSERT INTO webhook_deliveries (endpoint_id, position, event_id, lane)
       SELECT $1, f.position + 1000 * row_number() OVER (), f.event_id, lane.lane
       FROM lane, (SELECT * FROM feed_events ORDER BY position DESC LIMIT 1) f`,
      [id, lanes],
    );
  }

  async leased(most = 100): Promise<LeasedLane[]> {
    return this.lanes.leaseDue(most);
  }

  async next(lane: LeasedLane) {
    const next = await this.attempts.next(lane);
    if (next === undefined) throw new Error('Nothing is due');
    return next;
  }

  async succeed(lane: LeasedLane): Promise<string> {
    const next = await this.next(lane);
    await this.noteSuccess(lane, next);
    return next.event?.user_id ?? '';
  }

  async fail(lane: LeasedLane, consequence: Partial<Consequence> = {}) {
    return this.noteFailure(lane, await this.next(lane), consequence);
  }

  noteSuccess(lane: LeasedLane, next: NextWebhook) {
    return this.attempts.delivered(lane, next, { ...attempt, status: 200 });
  }

  noteFailure(lane: LeasedLane, next: NextWebhook, consequence: Partial<Consequence> = {}) {
    const all = { pauseMs: 60_000, endpointPauseMs: null, gone: false, ...consequence };
    return this.attempts.failed(lane, next, { ...attempt, status: 500 }, all, 'b'.repeat(32));
  }

  async state(id: WebhookEndpointId) {
    const [row] = await this.sql('SELECT * FROM webhook_endpoints WHERE id = $1', [id]);
    return row;
  }
}

const attempt = { startedAt: new Date(), durationMs: 3, error: null, answer: 'ok' };

/** A run of the distributor that stays before its COMMIT until it is released. */
export function heldCommit() {
  let release = () => {};
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const beforeCommit = () => {
    begin();
    return released;
  };
  return { begun, release: () => release(), options: { beforeCommit } };
}
