import {
  databaseChecks,
  hashSecret,
  MembershipRequestNotices,
  OperationRepository,
  openDataSource,
  SlackAnnouncements,
  SlackChannelLinks,
  SlackDirectories,
  SlackIdentities,
  SlackInbox,
  SlackInstallations,
  SlackOutbox,
  SlackTokens,
  SlackWorkflowSteps,
} from '@roster/database';
import { type OpenGateway, openMembershipGateway } from '@roster/queue';
import { CellDirectoryReader, HealthMonitor, IntervalLoop, type Logger } from '@roster/runtime';
import type { ReceiverEvent } from '@slack/bolt';
import type { DataSource } from 'typeorm';
import { Announcer } from './announcements/announcer.js';
import { RequestForwarder } from './cells/request-forwarder.js';
import { WorkspaceCells } from './cells/workspace-cells.js';
import type { BotConfig } from './config.js';
import { Access } from './handlers/access.js';
import { ChangeFormOpener } from './handlers/change-form.js';
import { Changes } from './handlers/changes.js';
import { ChannelCommands } from './handlers/channel-commands.js';
import { CommandHandler } from './handlers/command-handler.js';
import { Departments } from './handlers/departments.js';
import { HomePage } from './handlers/home-page.js';
import { MembershipRequests } from './handlers/membership-requests.js';
import { OwnRequests } from './handlers/own-requests.js';
import { ReadCommands } from './handlers/read-commands.js';
import { RequestHandler } from './handlers/request-handler.js';
import { PlanRunner } from './handlers/run-plan.js';
import { Undo } from './handlers/undo.js';
import { WorkflowStep } from './handlers/workflow-step.js';
import { listenToActions } from './listeners/actions.js';
import { listenToCommands } from './listeners/commands.js';
import { departureRecorder } from './listeners/departures.js';
import { listenToEvents } from './listeners/events.js';
import { sharedChannelRecorder } from './listeners/shared-channels.js';
import { listenToShortcuts } from './listeners/shortcuts.js';
import { listenToUserEvents } from './listeners/user-events.js';
import { listenToViews } from './listeners/views.js';
import { listenToWorkflowSteps } from './listeners/workflow-steps.js';
import { SlackRequestIntake } from './requests/intake.js';
import { MemberResolver } from './requests/members.js';
import { OutboxDispatcher } from './requests/outbox-dispatcher.js';
import { SlackRequestProcessor } from './requests/processor.js';
import { MembershipRequestNotifier } from './requests/request-notifier.js';
import { StepEnder } from './requests/step-ender.js';
import { AnnouncedChannels } from './slack/announced-channels.js';
import { DirectoryReader } from './slack/directory-reader.js';
import { startBotServer } from './slack/http-server.js';
import { InstallRoutes } from './slack/install-routes.js';
import { createInstaller } from './slack/installation-store.js';
import { InstallationTokens } from './slack/installation-tokens.js';
import { SingleWorkspace } from './slack/single-workspace.js';
import { createSlackApp } from './slack/slack-app.js';
import { SlackUsers } from './slack/slack-users.js';
import { TokenRevoker } from './slack/token-revoker.js';
import { Workspaces } from './slack/workspaces.js';
import { type BotProcess, createBotProcess, recordProcess } from './telemetry/bot-process.js';

const RETENTION_EVERY_MS = 10 * 60_000;

export interface RunningBot {
  readonly url: string;
  readonly monitor: HealthMonitor;
  /** Finishes the requests in progress and closes everything. */
  close(): Promise<void>;
}

/** Starts the bot: what it needs, then the processing of stored requests, and last the intake of new ones. */
export async function startBot(
  config: BotConfig,
  logger: Logger,
  self: BotProcess = createBotProcess(),
): Promise<RunningBot> {
  const { url, directUrl, poolSize } = config.database;
  const dataSource = await openDataSource(url, { applicationName: 'roster-slack-bot', poolSize });
  const store = new OperationRepository(dataSource);
  const gateway = await openMembershipGateway({
    databaseUrl: directUrl,
    redis: config.redis,
    store,
    logger,
    observers: self.observers,
  });
  const installations = new SlackInstallations(dataSource);
  const { oauth, botToken, apiUrl } = config;
  const byOauth = botToken === undefined && oauth ? { ...oauth, apiUrl } : null;
  const tokenStore = new SlackTokens(dataSource);
  const tokens = byOauth && new InstallationTokens(byOauth, installations, tokenStore, logger);
  const installer = byOauth && tokens && createInstaller(byOauth, { dataSource, installations, tokens, logger });
  const single = botToken === undefined ? null : new SingleWorkspace(installations, { botToken, apiUrl });
  await single?.register();

  const workspaces = new Workspaces(installations, tokens, config, logger);
  const usable = botToken === undefined ? (oauth?.secretBox.keyIds ?? []) : [hashSecret(botToken).toString('hex')];
  const inbox = new SlackInbox(dataSource, usable);
  const links = new SlackChannelLinks(dataSource);
  const directories = new SlackDirectories(dataSource, usable);
  const identities = new SlackIdentities(dataSource);
  const members = new MemberResolver(workspaces, identities, new SlackUsers(directories), dataSource.manager);
  const departments = new Departments(dataSource);
  const reads = new ReadCommands(dataSource, departments, identities);
  const forms = new ChangeFormOpener(logger);
  const access = new Access(dataSource, identities);
  const runner = new PlanRunner(gateway.gateway, self.records);
  const changes = new Changes({ dataSource, inbox, access, departments, runner, records: self.records, logger });
  const channels = new ChannelCommands(links, access, departments);
  const announced = new AnnouncedChannels(links);
  const outbox = new SlackOutbox(dataSource, usable);
  const dispatcher = new OutboxDispatcher(outbox, announced, workspaces, self.slack, logger);
  const undo = new Undo(dataSource, inbox, changes);
  const home = new HomePage(members, reads, inbox, undo, access);
  const notices = new MembershipRequestNotices(dataSource, usable);
  const notifier = new MembershipRequestNotifier({ dataSource, notices, workspaces, members, dispatcher, logger });
  const handler = new RequestHandler({
    own: new OwnRequests(inbox),
    commands: new CommandHandler({ access, members, departments, changes, undo, reads, channels, forms }),
    changes,
    undo,
    requests: new MembershipRequests({ dataSource, access, notices, wake: () => notifier.wake() }),
    reads,
    channels,
    steps: new WorkflowStep({ dataSource, departments, wake: () => notifier.wake() }),
  });
  const processor = new SlackRequestProcessor({
    inbox,
    members,
    handle: (intent, context) => handler.handle(intent, context),
    dispatcher,
    refreshHome: (place) => home.publish(place),
    metrics: self.slack,
    logger,
  });

  const recorders = [
    departureRecorder(installations, logger),
    sharedChannelRecorder({ installations, links, wake: () => dispatcher.wake() }),
  ];
  const forwarder = forwarderOf(config, dataSource, self, logger);
  const passOn = forwarder && ((event: ReceiverEvent) => forwarder.answer(event));
  const slack = createSlackApp(config, { recorders, passOn, logger });
  const intake = new SlackRequestIntake(processor, self, logger);
  listenToCommands(slack.app, intake);
  listenToActions(slack.app, { intake, members, access, home, forms });
  listenToViews(slack.app, { intake, members, departments, logger });
  listenToEvents(slack.app, home);
  listenToShortcuts(slack.app, intake);
  listenToWorkflowSteps(slack.app, intake);
  listenToUserEvents(slack.app, directories);

  const checks = { encryption_key: tokens && (() => tokens.checkKeys()), socket: slack.checkSocket };
  const monitor = healthOf(dataSource, gateway, checks, logger);
  const signals = recordProcess(self, { dataSource, logger });
  const installs = new InstallRoutes({ installations, installer, single, publicUrl: config.publicUrl, logger });
  const { port, host } = config;
  const server = await startBotServer({ port, host, monitor, installs, slack: slack.requestListener, logger });
  // In the order in which they are closed: the dispatcher sends what those before it have stored.
  const background = [
    processor,
    notifier,
    new Announcer(new SlackAnnouncements(dataSource), dispatcher, logger),
    new StepEnder(new SlackWorkflowSteps(dataSource), dispatcher, logger),
    dispatcher,
    new DirectoryReader(directories, workspaces, logger),
    ...(tokens === null ? [] : [new TokenRevoker({ tokens, store: tokenStore, apiUrl, logger })]),
  ];
  for (const each of background) each.start();
  const retention = new IntervalLoop({
    name: 'old requests and messages were not deleted',
    logger,
    intervalMs: RETENTION_EVERY_MS,
    run: async () => {
      await inbox.purge();
      await outbox.purge();
    },
  });
  await slack.start();

  return {
    url: server.url,
    monitor,
    async close() {
      monitor.drain();
      await slack.stop();
      await server.close();
      for (const each of background) await each.close();
      await retention.stop();
      await gateway.close();
      await signals.close();
      await dataSource.destroy();
    },
  };
}

/** Null when there is one cell. */
function forwarderOf(
  { cellDirectoryUrl }: BotConfig,
  dataSource: DataSource,
  { slack: metrics }: BotProcess,
  logger: Logger,
): RequestForwarder | null {
  if (cellDirectoryUrl === undefined) return null;
  const cells = new WorkspaceCells(dataSource, new CellDirectoryReader(cellDirectoryUrl));
  return new RequestForwarder({ cells, metrics, logger });
}

function healthOf(
  dataSource: DataSource,
  gateway: OpenGateway,
  own: Readonly<Record<string, (() => Promise<void>) | null | undefined>>,
  logger: Logger,
): HealthMonitor {
  const checks = Object.entries(own).flatMap(([name, check]) => (check ? [{ name, check }] : []));
  return new HealthMonitor([...databaseChecks(dataSource), ...gateway.checks, ...checks], logger);
}
