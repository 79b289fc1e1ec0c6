import { createDataSource, migrate, prepareCell, readCellKey, seedDemo } from '@roster/database';
import {
  type LocalPostgres,
  type LocalRedis,
  runningUrlOf,
  startRedis,
  startTestPostgres,
  TcpProxy,
} from '@roster/local-stack';
import { type App, AppProcess } from '@roster/testing';
import pg from 'pg';
import { addPeople, type Place } from './place.js';

export type Backend = 'redis' | 'postgres';

/** People to add, `usr_f1` and so on: more than any fault needs. */
export const PEOPLE = 50_000;
export const ORGANIZATION = 'org_xyz789';
export const DEPARTMENT = 'dept_abc123';

/** A whole Roster for one fault: its own durable Postgres, Redis where it is asked for, and processes. */
export class Stack {
  readonly services: AppProcess[] = [];
  private readonly more: { close(): Promise<void> }[] = [];
  private balancer: { readonly readyNodes: readonly AppProcess[] } | undefined;
  readonly token = 'roster_fault_suite';

  private constructor(
    private readonly backend: Backend,
    readonly postgres: LocalPostgres,
    /** As the role that processes run as. */
    readonly url: string,
    readonly redis: LocalRedis | null,
    public dataSource: ReturnType<typeof createDataSource>,
  ) {}

  /** With the demo organization and its people. */
  static async open(backend: Backend): Promise<Stack> {
    const stack = await Stack.openEmpty(backend);
    await seedDemo(stack.url, { token: stack.token });
    await addPeople(stack.dataSource, ORGANIZATION, PEOPLE);
    return stack;
  }

  /** Another cell, which organizations can move to. It is closed with this one. */
  async openCell(number: number): Promise<Stack> {
    const cell = this.keep(await Stack.openEmpty(this.backend));
    await prepareCell(cell.dataSource, number, await readCellKey(this.dataSource));
    return cell;
  }

  private static async openEmpty(backend: Backend): Promise<Stack> {
    const postgres = await startTestPostgres({ durable: true });
    const redis = backend === 'redis' ? await startRedis() : null;
    const url = runningUrlOf(postgres.url);
    await migrate(postgres.url, url);
    const dataSource = createDataSource(postgres.url, { poolSize: 4 });
    // Faults cut this connection, too; the next query takes a new one.
    await dataSource.initialize();
    return new Stack(backend, postgres, url, redis, dataSource);
  }

  /** Starts a process on this stack; `env` may lead it over a proxy or give it a failpoint. */
  async start(app: App, env: NodeJS.ProcessEnv = {}): Promise<AppProcess> {
    const service = new AppProcess(app, {
      DATABASE_URL: this.url,
      ...(this.redis ? { REDIS_URL: this.redis.url } : {}),
      RATE_LIMIT_PER_MINUTE: '0',
      ...env,
    });
    await service.ready.catch((error) => {
      // With a failpoint it may die before it says that it is ready: a worker takes jobs as soon as it can.
      if (env.ROSTER_FAILPOINT === undefined) throw error;
    });
    this.services.push(service);
    return service;
  }

  /** A stretch of network to one of the servers, which a fault can damage. */
  async proxyTo(port: number): Promise<TcpProxy> {
    const proxy = await TcpProxy.open(port);
    return this.keep(proxy);
  }

  /** Where callers add people, unless a fault says otherwise. */
  get place(): Place {
    return { organization: ORGANIZATION, department: DEPARTMENT, token: this.token };
  }

  /** Closes it when all processes have ended. */
  keep<Closable extends { close(): Promise<void> }>(closable: Closable): Closable {
    this.more.push(closable);
    return closable;
  }

  /** From now on the suite, too, asks whichever of the two servers is the primary; resolves with the URL of both. */
  async followPair(standby: LocalPostgres): Promise<string> {
    const { host } = new URL(this.url);
    const pairOf = (url: string) =>
      `${url.replace(host, `${host},127.0.0.1:${standby.port}`)}?target_session_attrs=read-write`;
    await this.dataSource.destroy();
    this.dataSource = await createDataSource(pairOf(this.postgres.url), { poolSize: 4 }).initialize();
    return pairOf(this.url);
  }

  /** Runs statements on the first server as it is, whether or not it takes writes. */
  async onServer(work: (query: (sql: string) => Promise<unknown>) => Promise<void>): Promise<void> {
    const client = new pg.Client({ connectionString: this.postgres.url, connectionTimeoutMillis: 5_000 });
    await client.connect();
    try {
      await work((sql) => client.query(sql));
    } finally {
      await client.end();
    }
  }

  /** From now on requests go to nodes that are ready, as a load balancer sends them; to any while none is. */
  balance(watch: { readonly readyNodes: readonly AppProcess[] }): void {
    this.balancer = watch;
  }

  /** The node of the API that a load balancer would choose; none when none runs. */
  nextNode(): AppProcess | undefined {
    const ready = this.balancer?.readyNodes ?? [];
    const nodes = ready.length > 0 ? ready : this.apis;
    return nodes[Math.floor(Math.random() * nodes.length)];
  }

  get workers(): AppProcess[] {
    return this.services.filter(({ app, alive }) => app === 'worker' && alive);
  }

  get bots(): AppProcess[] {
    return this.services.filter(({ app, alive }) => app === 'slack-bot' && alive);
  }

  get apis(): AppProcess[] {
    return this.services.filter(({ app, alive }) => app === 'api' && alive);
  }

  async close(): Promise<void> {
    // A frozen process hears no SIGTERM.
    await Promise.all(
      this.services.map((service) => {
        service.signal('SIGCONT');
        return service.stop();
      }),
    );
    await Promise.all(this.more.map((closable) => closable.close()));
    await this.dataSource.destroy();
    await this.redis?.stop();
    await this.postgres.stop();
  }
}
