import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { createSlackLink, MembershipLedger, SecretBox, SlackInstallations } from '@roster/database';
import {
  ALL_SCOPES,
  type Caller,
  type MembershipCommand,
  type OrganizationId,
  organizationIdSchema,
  userIdSchema,
} from '@roster/domain';
import { createTelemetry, type Tracing } from '@roster/runtime';
import {
  EmulatedSlack,
  type Person,
  type ShownMessage,
  type ShownView,
  type WorkspaceSeed,
} from '@roster/slack-emulator';
import { collectLog, openTestDatabase, startWorker, type TestDatabase } from '@roster/testing';
import type { DataSource } from 'typeorm';
import { type RunningBot, startBot } from './bot.js';
import type { BotConfig } from './config.js';
import { EVENTS_PATH } from './slack/slack-app.js';
import { type BotProcess, createBotProcess } from './telemetry/bot-process.js';
import { until } from './until.fixture.js';

export const ORGANIZATION = organizationIdSchema.parse('org_xyz789');
export const JANE = userIdSchema.parse('usr_def456');

/** Demo members in Slack. Jane owns the organization; the others are members unless their names say otherwise. */
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
  channels: ['engineering', 'design', { name: 'secret', isPrivate: true }, { name: 'partners', isShared: true }],
};

/** Another workspace, of another organization, which has a Jane too. */
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

interface BotSettings {
  readonly transport?: 'http' | 'socket';
  readonly redisUrl?: string | undefined;
  readonly worker?: 'none';
  /** Where bot and worker record their spans. */
  readonly tracing?: Tracing;
  /** The token of T0ACME is configured, in place of OAuth. */
  readonly single?: boolean;
  readonly workspaces?: readonly WorkspaceSeed[];
  readonly slack?: Pick<Parameters<typeof EmulatedSlack.start>[0], 'minuteMs' | 'latencyMs'>;
  /** The bot of another cell, whose Slack this one shares: Slack sends to that one. */
  readonly beside?: TestBot;
  readonly cellDirectoryUrl?: string;
  /** Workspaces that have the bot, by id: each with its organization, or connected to none. */
  readonly connected?: Readonly<Record<string, OrganizationId | null>>;
}

/** A bot for all tests of a file or a `describe`. Screens are empty before each test, and no test may send what Slack refuses. */
export function useBot(settings: BotSettings | (() => BotSettings | Promise<BotSettings>) = {}): TestBot {
  const bot = new TestBot();
  beforeAll(async () => bot.start(typeof settings === 'function' ? await settings() : settings));
  afterAll(() => bot.close());
  beforeEach(() => bot.clearScreens());
  afterEach(() => expect(bot.slack.refusals).toEqual([]));
  return bot;
}

/** The bot beside an emulated Slack, with a database of its own and a worker. */
export class TestBot {
  slack!: EmulatedSlack;
  private test!: TestDatabase;
  private readonly logging = collectLog();
  private settings!: BotSettings;
  private config!: BotConfig;
  private bot!: RunningBot;
  private self!: BotProcess;
  private worker: (() => Promise<void>) | null = null;

  async start(settings: BotSettings = {}): Promise<void> {
    const { transport = 'http', redisUrl, workspaces = [ACME], connected = { T0ACME: ORGANIZATION } } = settings;
    this.test = await openTestDatabase();
    const databaseUrl = this.test.url;
    this.settings = settings;
    this.slack = settings.beside?.slack ?? (await EmulatedSlack.start({ workspaces, ...settings.slack }));
    const { signingSecret, appToken, clientId, clientSecret } = this.slack.app;
    const secretBox = new SecretBox([randomBytes(32)], 'SLACK_ENCRYPTION_KEY');
    this.config = {
      database: { url: databaseUrl, directUrl: databaseUrl, poolSize: 10 },
      redis: redisUrl === undefined ? undefined : { url: redisUrl },
      port: 0,
      host: '127.0.0.1',
      transport: transport === 'http' ? { signingSecret } : { appToken },
      botToken: settings.single ? this.slack.workspace().botToken : undefined,
      oauth: settings.single ? undefined : { clientId, clientSecret, secretBox },
      publicUrl: 'http://127.0.0.1',
      apiUrl: this.slack.apiUrl,
      cellDirectoryUrl: settings.cellDirectoryUrl,
    };
    for (const [id, organizationId] of Object.entries(connected)) await this.install(id, organizationId, secretBox);
    await this.startBot();
    if (settings.worker !== 'none') await this.startWorker();
  }

  async close(): Promise<void> {
    await this.bot.close();
    await this.stopWorker();
    if (this.settings.beside === undefined) await this.slack.close();
    await this.test.close();
  }

  /** As the owner, for what no process may do. */
  get owner(): DataSource {
    return this.test.owner;
  }

  get database(): DataSource {
    return this.test.dataSource;
  }

  /** Lines of the log, as objects. */
  get log(): Record<string, unknown>[] {
    return this.logging.log;
  }

  get url(): string {
    return this.bot.url;
  }

  get jane(): Person {
    return this.slack.person('jane');
  }

  async startWorker(): Promise<void> {
    const { database, redis } = this.config;
    this.worker = await startWorker({ databaseUrl: database.url, redis }, this.database, this.settings.tracing);
  }

  async stopWorker(): Promise<void> {
    await this.worker?.();
    this.worker = null;
  }

  /** As after a crash or a deployment: another process on the same database, with the same settings unless given. */
  async restartBot(config: Partial<BotConfig> = {}): Promise<void> {
    await this.bot.close();
    this.config = { ...this.config, ...config };
    await this.startBot();
  }

  /** Waits for accepted operations, and carries them out as a worker's relay does. */
  async relay(): Promise<void> {
    const ledger = new MembershipLedger(this.database);
    for (;;) {
      const rows: { payload: MembershipCommand }[] = await this.database.query(
        `SELECT payload FROM operations WHERE state = 'accepted'`,
      );
      if (rows.length > 0) return void (await ledger.apply(rows.map(({ payload }) => payload)));
    }
  }

  /** What `/metrics` shows. */
  metrics(): Promise<string> {
    return this.self.metrics.metrics();
  }

  /** The token of an owner's link. */
  async link(organizationId = ORGANIZATION): Promise<string> {
    return (await createSlackLink(this.database.manager, ownerOf(organizationId))).token;
  }

  /** Members of a department, by user id. */
  async members(departmentId = 'dept_abc123'): Promise<string[]> {
    const rows: { user_id: string }[] = await this.database.query(
      `SELECT user_id FROM department_members WHERE organization_id = $1 AND department_id = $2 ORDER BY user_id`,
      [ORGANIZATION, departmentId],
    );
    return rows.map(({ user_id }) => user_id);
  }

  async removeAllMembers(): Promise<void> {
    await this.database.query('DELETE FROM department_members');
  }

  async count(from: string): Promise<number> {
    return (await this.database.query(`SELECT count(*)::int FROM ${from}`))[0].count;
  }

  clearScreens(): void {
    for (const { id } of this.slack.inbox.messages) this.slack.inbox.delete(id);
  }

  /** The latest message with this text that a person sees, as soon as there is one. */
  sees(name: string, text: string, workspaceId?: string): Promise<ShownMessage> {
    const person = this.slack.person(name, workspaceId);
    return this.slack.inbox.until(() => person.messages.filter((message) => contentOf(message).includes(text)).at(-1));
  }

  /** The first answer that only this person sees. */
  answer(name: string): Promise<ShownMessage> {
    const person = this.slack.person(name);
    return this.slack.inbox.until(() => person.messages.find(({ place }) => place === 'ephemeral'));
  }

  /** The message once it was replaced. */
  replaced(message: ShownMessage): Promise<ShownMessage> {
    return this.slack.inbox.until(({ messages }) =>
      messages.find(({ id, revision }) => id === message.id && revision > message.revision),
    );
  }

  /** Resolves once the users of all connected workspaces have been read. */
  async knowsNames(): Promise<void> {
    const unread = `slack_installations i WHERE organization_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM slack_directories d WHERE d.workspace_id = i.workspace_id AND completed_at IS NOT NULL)`;
    await until(async () => (await this.count(unread)) === 0, 100_000);
  }

  /** Resolves once a request waits for its outcome in Postgres. */
  async isPutAside(): Promise<void> {
    const asleep = `slack_requests WHERE finished_at IS NULL AND due_at < now() + interval '20 s'`;
    await until(async () => (await this.count(asleep)) > 0);
  }

  /** The form or App Home on a person's screen. */
  view(name: string, type: 'modal' | 'home'): Promise<ShownView> {
    const person = this.slack.person(name);
    return this.slack.inbox.until(() => person.views.find(({ view }) => view.type === type));
  }

  private async startBot(): Promise<void> {
    this.self = createBotProcess(createTelemetry('slack-bot', this.settings.tracing));
    this.bot = await startBot(this.config, this.logging.logger, this.self);
    if (this.settings.beside !== undefined) return;
    if ('signingSecret' in this.config.transport) return this.slack.deliverTo(this.bot.url + EVENTS_PATH);
    this.slack.deliverOverSocket();
    await this.slack.socketMode.connected();
  }

  private async install(id: string, organizationId: OrganizationId | null, secretBox: SecretBox): Promise<void> {
    const installations = new SlackInstallations(this.database);
    const { botToken, botUserId } = this.slack.workspace(id);
    const sealed = secretBox.seal(JSON.stringify({ token: botToken, id: 'B0ROSTER' }), id);
    const link = organizationId === null ? null : await installations.checkLink(await this.link(organizationId));
    const installation = {
      workspace_id: id,
      team_id: id,
      enterprise_id: null,
      name: id,
      bot_user_id: botUserId,
      app_id: this.slack.app.id,
      scopes: [],
      key_id: sealed.keyId,
      sealed_tokens: sealed.bytes,
      token_hash: null,
      installed_by: null,
    };
    await installations.install(installation, { linkHash: link?.hash ?? null, isReinstall: false, traceId: TRACE_ID });
  }
}

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

/** Jane, as over REST. */
export function ownerOf(organizationId: OrganizationId): Caller {
  const principal = { organizationId, actor: { type: 'user', id: JANE }, scopes: new Set(ALL_SCOPES) } as const;
  return { principal, channel: 'rest', traceId: TRACE_ID };
}

export function contentOf({ text, blocks }: ShownMessage): string {
  return `${text}\n${JSON.stringify(blocks)}`;
}
