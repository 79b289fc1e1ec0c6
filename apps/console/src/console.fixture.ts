import { randomBytes } from 'node:crypto';
import {
  ChangeRequestRecorder,
  ConsoleSessions,
  createOperator,
  findOperator,
  hashPassword,
  MembershipLedger,
  OperationRepository,
  ProcessSampleStore,
} from '@roster/database';
import {
  type ChangeRequestRecord,
  type MembershipCommand,
  type OperatorId,
  type OperatorRole,
  userIdSchema,
} from '@roster/domain';
import { addCommand, freePort } from '@roster/local-stack';
import { AppProcess, openTestDatabase, signInToConsole, type TestDatabase } from '@roster/testing';
import type { DataSource } from 'typeorm';

export const PASSWORD = 'correct horse battery';
/** The suites check some hundred passwords; each would take a quarter of a second. */
const QUICK_HASH = { ln: 4, r: 8, p: 1 };
const ROUTE = 'POST …/departments/{department_id}/members';

/** A console on a database of its own, with a viewer, an operator, and means to make changes as the API and workers do. */
export class TestConsole {
  private constructor(
    private readonly test: TestDatabase,
    private readonly app: AppProcess,
    /** Where it listens, whatever its public address is. */
    readonly localUrl: string,
  ) {}

  /** As the owner, for what no process may do. */
  get ownerUrl(): string {
    return this.test.ownerUrl;
  }

  get databaseUrl(): string {
    return this.test.url;
  }

  get database(): DataSource {
    return this.test.dataSource;
  }

  get url(): string {
    return this.app.url;
  }

  static async start(
    settings: {
      redisUrl?: string;
      publicUrl?: string;
      trustedProxies?: string;
      port?: number;
      env?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<TestConsole> {
    const database = await openTestDatabase();
    const port = settings.port ?? (await freePort());
    const env = {
      DATABASE_URL: database.url,
      CONSOLE_PORT: String(port),
      ...(settings.redisUrl ? { REDIS_URL: settings.redisUrl } : {}),
      ...(settings.trustedProxies ? { TRUSTED_PROXIES: settings.trustedProxies } : {}),
      ...(settings.publicUrl ? { CONSOLE_URL: settings.publicUrl } : {}),
      ...settings.env,
    };
    // As it is built: Jest on Node before 24.9 cannot load it, as `@fastify/static` requires an ES module.
    const app = await AppProcess.start('console', env);
    const test = new TestConsole(database, app, `http://127.0.0.1:${port}`);
    await test.operator('viewer');
    await test.operator('operator');
    return test;
  }

  async close(): Promise<void> {
    const code = await this.app.stop();
    if (code !== 0) throw new Error(`the console ended with ${code}`);
    await this.test.close();
  }

  /** `cookies`: what the browser has already. */
  signIn(
    email: string,
    password = PASSWORD,
    headers: Record<string, string> = {},
    cookies: readonly string[] = [],
  ): Promise<Response> {
    return signInToConsole(this.url, { email, password }, headers, cookies);
  }

  /** A session of the operator with this role, without signing in. */
  async session(role: OperatorRole): Promise<{ cookie: string; csrfToken: string }> {
    const account = await findOperator(this.database.manager, `${role}@company.com`);
    const sessions = new ConsoleSessions(this.database);
    const { token, csrfToken } = await sessions.begin(account?.id as OperatorId, '127.0.0.1');
    return { cookie: `roster_console=${token}`, csrfToken };
  }

  async operator(role: OperatorRole, email = `${role}@company.com`): Promise<void> {
    const name = role === 'viewer' ? 'Vera Viewer' : 'Otto Operator';
    const made = await createOperator(this.database.manager, { email, name, role, password: null });
    // Already there: a test may ask for an operator whom another one has made.
    if (made === null) return;
    const hash = await hashPassword(PASSWORD, QUICK_HASH);
    await this.database.query('UPDATE operators SET password_hash = $2 WHERE id = $1', [made.id, hash]);
  }

  /** Applied by a worker's ledger, as its request was recorded by the API. */
  async applied(
    change: Partial<MembershipCommand>,
    record: Partial<ChangeRequestRecord> = {},
  ): Promise<MembershipCommand> {
    const made = command(change);
    await new MembershipLedger(this.database).apply([made]);
    await this.recorded({ ...recordOf(made), status: 201, ...record });
    return made;
  }

  /** Committed as accepted, and not carried out. */
  async accepted(change: Partial<MembershipCommand> = {}): Promise<MembershipCommand> {
    const made = command(change);
    await new OperationRepository(this.database).accept(made);
    await this.recorded({ ...recordOf(made), status: 202 });
    return made;
  }

  async failed(reason: string): Promise<MembershipCommand> {
    const made = command({ userId: userIdSchema.parse('usr_demo040') });
    await new OperationRepository(this.database).fail([made], reason);
    return made;
  }

  async recorded(record: Partial<ChangeRequestRecord>): Promise<void> {
    const recorder = new ChangeRequestRecorder(this.database);
    recorder.record({ ...recordOf(command({})), ...record });
    await recorder.close();
  }

  /** An hour, or some minutes, in which one API and two workers told of themselves. `shards`: names of queues that they read. */
  async sampled({ minutes = 60, shards = [] as readonly string[] } = {}): Promise<void> {
    const store = new ProcessSampleStore(this.database);
    for (let minute = minutes - 1; minute >= 0; minute--) {
      for (const kind of ['api', 'worker', 'worker'] as const) {
        const id = `host:${kind === 'api' ? 1 : 2}:${kind}`;
        const startedAt = new Date(Date.now() - 7_200_000);
        await store.put({ kind, id, version: '0.1.0', startedAt }, sample(kind, minute, shards));
      }
      await this.test.owner.query(
        `UPDATE process_samples SET at = clock_timestamp() - make_interval(mins => $1, secs => 5)
         WHERE at > clock_timestamp() - interval '3 seconds'`,
        [minute],
      );
    }
  }
}

export function command(change: Partial<MembershipCommand>): MembershipCommand {
  const submittedAt = new Date(Date.now() - 12).toISOString();
  return addCommand({ userId: 'usr_demo001', traceId: randomBytes(16).toString('hex'), submittedAt, ...change });
}

function recordOf(made: MembershipCommand): ChangeRequestRecord {
  const receivedAt = new Date(Date.parse(made.submittedAt) - 1);
  return {
    traceId: made.traceId,
    operationId: made.operationId,
    organizationId: made.organizationId,
    channel: made.channel,
    route: ROUTE,
    departmentId: made.departmentId,
    userId: made.userId,
    actor: made.actor,
    triggerId: null,
    node: 'host:1:api',
    receivedAt,
    enqueuedAt: new Date(receivedAt.getTime() + 2),
    jobId: null,
    repliedAt: new Date(),
    status: null,
    errorCode: null,
  };
}

function sample(kind: 'api' | 'worker', minute: number, shards: readonly string[]) {
  const load = 40 + Math.round(25 * Math.sin(minute / 7));
  const histogram = (count: number) => ({
    bounds: [2, 5, 10, 25, 50],
    counts: [0, count, count, 3, 1, 0],
    sum: count * 9,
  });
  const common = { interval_ms: 10_000, event_loop_lag_ms: 2.4, memory_bytes: 120_000_000 };
  if (kind === 'api') {
    const outcomes = { added: load * 60, DEPARTMENT_MEMBERSHIP_DUPLICATE: load * 4, accepted: minute === 20 ? 90 : 0 };
    const gateway = { outcomes, end_to_end_ms: histogram(load), in_flight: 3, lost_replies: 0 };
    return { ...common, requests: { '2xx': load }, gateway, pool: { total: 10, idle: 8, waiting: 0 } };
  }
  const worker = {
    outcomes: { added: load * 30 },
    queue_wait_ms: histogram(load),
    apply_ms: histogram(load),
    commit_ms: histogram(load),
    reply_ms: histogram(load),
    batch_size: { bounds: [1, 8, 64], counts: [2, load, load, 0], sum: load * 30 },
    in_flight: 12,
    relayed: 0,
  };
  const waiting = minute === 20 ? 220 : load;
  const queue = { waiting, active: 8, delayed: 0, failed: 0, oldest_waiting_ms: minute === 20 ? 2_100 : 12 };
  const database = { accepted: 2, oldest_accepted_ms: 800, replication_lag_ms: null };
  const ofShards = shards.length === 0 ? {} : { shards: Object.fromEntries(shards.map((name) => [name, queue])) };
  const pool = { total: 10, idle: 5, waiting: 0 };
  return { ...common, worker, queues: { membership: queue }, ...ofShards, database, pool };
}
