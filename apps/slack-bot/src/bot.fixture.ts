import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import {
  BulkLedger,
  BulkRepository,
  createDataSource,
  createSlackLink,
  MembershipLedger,
  migrate,
  OperationRepository,
  SlackInstallations,
  seedDemo,
} from '@roster/database';
import {
  type MembershipCommand,
  type OrganizationId,
  organizationIdSchema,
  type Scope,
  userIdSchema,
} from '@roster/domain';
import { createDatabase, dropDatabase, testDatabaseUrl } from '@roster/local-stack';
import { JobConsumers, type QueueSettings } from '@roster/queue';
import { BatchTraces, createLogger, identifyProcess, type Tracing } from '@roster/runtime';
import { EmulatedSlack, type ShownMessage, type WorkspaceSeed } from '@roster/slack-emulator';
import type { DataSource } from 'typeorm';
import { type RunningBot, startBot } from './bot.js';
import type { BotConfig } from './config.js';
import { SecretBox } from './slack/secret-box.js';
import { EVENTS_PATH } from './slack/slack-app.js';
import { type BotProcess, createBotProcess } from './telemetry/bot-process.js';

export const ORGANIZATION = organizationIdSchema.parse('org_xyz789');
export const JANE = userIdSchema.parse('usr_def456');

/** The demo people in Slack: Jane owns the organization, the others are members of it unless their name says otherwise. */
export const ACME: WorkspaceSeed = {
  id: 'T0ACME',
  name: 'Acme',
  users: [
    { name: 'jane', realName: 'Jane Smith', email: 'jane@company.com' },
    ...Array.from({ length: 40 }, (_, index) => demoPerson(index + 1)),
    { name: 'u041', realName: 'sam', email: 'person041@company.com' },
    { name: 'u042', realName: 'alex', email: 'person042@company.com' },
    { name: 'u043', realName: 'alex', email: 'person043@company.com' },
    { name: 'nobody', realName: 'Norbert Nobody', email: 'nobody@company.com' },
    { name: 'guest', email: 'person045@company.com', guest: 'multi' },
    { name: 'robot', email: 'person046@company.com', bot: true },
    { name: 'gone', email: 'person047@company.com', deactivated: true },
    { name: 'foreign', email: 'person048@company.com', foreignTeam: 'T0OTHER' },
  ],
  groups: [
    { id: 'S0FEW', handle: 'few', members: ['p001', 'p002', 'p003'] },
    { id: 'S0MANY', handle: 'many', members: Array.from({ length: 30 }, (_, index) => handle(index + 1)) },
  ],
  channels: ['engineering'],
};

/** Another workspace with another organization, in which there is a Jane too. */
export const BETA: WorkspaceSeed = {
  id: 'T0BETA',
  name: 'Beta',
  users: [{ name: 'jane', realName: 'Jane Beta', email: 'jane@company.com' }],
};

function handle(number: number): string {
  return `p${String(number).padStart(3, '0')}`;
}

function demoPerson(number: number) {
  const digits = String(number).padStart(3, '0');
  return { name: handle(number), realName: `Demo Person ${digits}`, email: `person${digits}@company.com` };
}

export interface BotWorld {
  readonly slack: EmulatedSlack;
  readonly database: DataSource;
  readonly url: string;
  /** Lines of the log, as objects. */
  readonly log: Record<string, unknown>[];
  /** Members of a department, by user id. */
  members(departmentId?: string): Promise<string[]>;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  /** Carries out what is accepted in Postgres, as the relay of a worker does; waits until there is something. */
  relay(): Promise<void>;
  /** As after a crash or a deployment: another process, the same database. */
  restartBot(): Promise<void>;
  /** What `/metrics` shows. */
  metrics(): Promise<string>;
  /** A link of an owner, as its token. */
  link(organizationId?: OrganizationId): Promise<string>;
  close(): Promise<void>;
}

interface WorldSettings {
  readonly transport?: 'http' | 'socket';
  readonly redisUrl?: string | undefined;
  readonly worker?: 'none';
  /** Where bot and worker record their spans. */
  readonly tracing?: Tracing;
  /** The token of T0ACME comes from the configuration, in place of OAuth. */
  readonly single?: boolean;
  readonly workspaces?: readonly WorkspaceSeed[];
  /** Workspaces, by id, that are installed and connected: each with its organization, or with none. */
  readonly bound?: Readonly<Record<string, OrganizationId | null>>;
}

/** The bot beside an emulated Slack, with a database of its own and a worker. */
export async function startWorld(settings: WorldSettings = {}): Promise<BotWorld> {
  const { transport = 'http', redisUrl, workspaces = [ACME], bound = { T0ACME: ORGANIZATION } } = settings;
  const redis = redisUrl === undefined ? undefined : { url: redisUrl };
  const admin = testDatabaseUrl();
  const name = `slack_${randomBytes(6).toString('hex')}`;
  const databaseUrl = await createDatabase(admin, name);
  await migrate(databaseUrl);
  await seedDemo(databaseUrl);
  const database = await createDataSource(databaseUrl, { poolSize: 4 }).initialize();
  const slack = await EmulatedSlack.start({ workspaces });
  const log: Record<string, unknown>[] = [];
  const logger = createLogger({
    name: 'bot',
    level: 'debug',
    stream: { write: (line) => void log.push(JSON.parse(line)) },
  });
  const secretBox = new SecretBox([randomBytes(32)]);
  const config: BotConfig = {
    database: { url: databaseUrl, directUrl: databaseUrl, poolSize: 10 },
    redis,
    port: 0,
    host: '127.0.0.1',
    transport: transport === 'http' ? { signingSecret: slack.app.signingSecret } : { appToken: slack.app.appToken },
    ...(settings.single
      ? { botToken: slack.workspace().botToken }
      : { oauth: { clientId: slack.app.clientId, clientSecret: slack.app.clientSecret, secretBox } }),
    publicUrl: 'http://127.0.0.1',
    apiUrl: slack.apiUrl,
  };

  const link = async (organizationId = ORGANIZATION) => {
    const principal = { organizationId, actor: { type: 'user', id: JANE }, scopes: new Set<Scope>() } as const;
    const caller = { principal, channel: 'rest', traceId: '0af7651916cd43dd8448eb211c80319c' } as const;
    return (await createSlackLink(database.manager, caller)).token;
  };
  const installations = new SlackInstallations(database);
  for (const [id, organizationId] of Object.entries(bound)) {
    const { botToken, botUserId } = slack.workspace(id);
    const sealed = secretBox.seal(JSON.stringify({ token: botToken, id: 'B0ROSTER' }), id);
    const made = organizationId === null ? null : await installations.checkLink(await link(organizationId));
    await installations.install(
      {
        workspace_id: id,
        team_id: id,
        enterprise_id: null,
        name: id,
        bot_user_id: botUserId,
        app_id: slack.app.id,
        scopes: [],
        key_id: sealed.keyId,
        sealed_tokens: sealed.bytes,
        installed_by: null,
      },
      made?.hash ?? null,
      '0af7651916cd43dd8448eb211c80319c',
    );
  }

  let bot: RunningBot;
  let self: BotProcess;
  const start = async () => {
    self = createBotProcess(identifyProcess('slack-bot'), settings.tracing);
    bot = await startBot(config, logger, self);
    if (transport === 'http') slack.deliverTo(bot.url + EVENTS_PATH);
    else {
      slack.deliverOverSocket();
      await slack.socketMode.connected();
    }
  };
  await start();
  let stopWorker = async () => {};
  if (settings.worker !== 'none') stopWorker = await openWorker({ databaseUrl, redis }, database, settings.tracing);

  return {
    slack,
    database,
    log,
    link,
    metrics: () => self.metrics.metrics(),
    get url() {
      return bot.url;
    },
    async members(departmentId = 'dept_abc123') {
      const rows: { user_id: string }[] = await database.query(
        `SELECT user_id FROM department_members WHERE organization_id = $1 AND department_id = $2 ORDER BY user_id`,
        [ORGANIZATION, departmentId],
      );
      return rows.map(({ user_id }) => user_id);
    },
    async startWorker() {
      stopWorker = await openWorker({ databaseUrl, redis }, database, settings.tracing);
    },
    async stopWorker() {
      await stopWorker();
      stopWorker = async () => {};
    },
    async relay() {
      const ledger = new MembershipLedger(database);
      for (;;) {
        const rows: { payload: MembershipCommand }[] = await database.query(
          `SELECT payload FROM operations WHERE state = 'accepted'`,
        );
        if (rows.length > 0) return void (await ledger.apply(rows.map(({ payload }) => payload)));
      }
    },
    async restartBot() {
      await bot.close();
      await start();
    },
    async close() {
      await bot.close();
      await stopWorker();
      await slack.close();
      await database.destroy();
      await dropDatabase(admin, name);
    },
  };
}

/** Takes all messages from all screens, so that a test sees its own only. */
export function clearScreens({ slack: { inbox } }: BotWorld): void {
  for (const { id } of inbox.messages) inbox.delete(id);
}

/** What a person sees last that contains the text. */
export function sees(world: BotWorld, name: string, text: string, workspaceId?: string): Promise<ShownMessage> {
  const person = world.slack.person(name, workspaceId);
  return world.slack.inbox.until(() => person.messages.filter((message) => contentOf(message).includes(text)).at(-1));
}

export function contentOf({ text, blocks }: ShownMessage): string {
  return `${text}\n${JSON.stringify(blocks)}`;
}

/** The worker of `apps/worker`, in this process. */
async function openWorker(
  settings: QueueSettings,
  database: DataSource,
  tracing?: Tracing,
): Promise<() => Promise<void>> {
  const consumers = new JobConsumers({
    ...settings,
    ledger: new MembershipLedger(database),
    operations: new OperationRepository(database),
    bulkLedger: new BulkLedger(database),
    bulks: new BulkRepository(database),
    logger: { info() {}, warn() {}, error() {} },
    observers: tracing && [new BatchTraces(tracing.tracer)],
  });
  await consumers.start();
  return () => consumers.close();
}
