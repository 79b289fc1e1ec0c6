import {
  databaseChecks,
  OperationRepository,
  openDataSource,
  SlackChannelLinks,
  SlackIdentities,
  SlackInbox,
  SlackInstallations,
  SlackOauthStates,
  SlackOutbox,
} from '@roster/database';
import { type OpenGateway, openMembershipGateway } from '@roster/queue';
import { HealthMonitor, type Logger } from '@roster/runtime';
import { InstallProvider } from '@slack/oauth';
import type { DataSource } from 'typeorm';
import { ChangeRunner } from './changes/carry-out.js';
import { Changes } from './changes/changes.js';
import { ChangePlanner } from './changes/plan-change.js';
import { Undo } from './changes/undo.js';
import { ChannelCommands } from './channels/channel-commands.js';
import type { BotConfig } from './config.js';
import { Postman } from './deliveries/postman.js';
import { teller } from './deliveries/tell.js';
import { ChangeForms } from './forms/change-forms.js';
import { DepartmentOptions } from './forms/department-options.js';
import { HomePage } from './home/home-page.js';
import { startBotServer } from './http/http-server.js';
import { InstallRoutes } from './installations/install-routes.js';
import { OnceOnlyStateStore, SealedInstallationStore } from './installations/installation-store.js';
import { SingleWorkspace } from './installations/single-workspace.js';
import { Workspaces } from './installations/workspaces.js';
import { listenToActions } from './listeners/actions.js';
import { listenToCommands } from './listeners/commands.js';
import { listenToEvents } from './listeners/events.js';
import { listenToForms } from './listeners/forms.js';
import { Reception } from './listeners/intake.js';
import { boltLogger } from './logging/bolt-logger.js';
import { People } from './people/people.js';
import { SlackDirectory } from './people/slack-directory.js';
import { Reading } from './reading/reading.js';
import { Access } from './requests/access.js';
import { Handler } from './requests/handle.js';
import { RequestDesk } from './requests/request-desk.js';
import { Retention } from './requests/retention.js';
import { type BotProcess, createBotProcess } from './signals/bot-process.js';
import { openBotSignals } from './signals/bot-signals.js';
import { createSlackApp } from './slack-app.js';

export interface RunningBot {
  readonly url: string;
  readonly monitor: HealthMonitor;
  /** Answers what is in hand and closes everything. */
  close(): Promise<void>;
}

/** Starts the bot: first what it needs, then what carries on with old requests, at last what takes new ones. */
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
  const installer = openInstaller(config, dataSource, installations, logger);
  const single = config.botToken === undefined ? null : new SingleWorkspace(installations, config);
  await single?.register();

  const workspaces = new Workspaces(installations, installer, config);
  const { desk, postman, reading, people, inbox, forms } = assemble({
    dataSource,
    gateway,
    workspaces,
    self,
    logger,
  });
  const retention = new Retention(inbox, postman.outbox, logger);
  const slack = createSlackApp(config, logger);
  const reception = new Reception(desk, self, logger);
  listenToCommands(slack.app, reception);
  listenToActions(slack.app, { reception, workspaces, forms });
  listenToForms(slack.app, { reception, options: new DepartmentOptions(dataSource, workspaces, people), logger });
  listenToEvents(slack.app, { home: new HomePage(workspaces, people, reading, inbox), installations, logger });

  const monitor = healthOf(dataSource, gateway, logger);
  const signals = openBotSignals(self, { dataSource, monitor, logger });
  const installs = new InstallRoutes({ installations, installer, single, publicUrl: config.publicUrl, logger });
  const { port, host } = config;
  const server = await startBotServer({ port, host, monitor, installs, slack: slack.requestListener, logger });
  desk.start();
  postman.start();
  retention.start();
  await slack.start();

  return {
    url: server.url,
    monitor,
    async close() {
      monitor.drain();
      await slack.stop();
      await server.close();
      await desk.close();
      await postman.close();
      await retention.close();
      await gateway.close();
      await signals.close();
      await dataSource.destroy();
    },
  };
}

/** The parts that carry out what people ask for. */
function assemble(core: {
  readonly dataSource: DataSource;
  readonly gateway: OpenGateway;
  readonly workspaces: Workspaces;
  readonly self: BotProcess;
  readonly logger: Logger;
}) {
  const { dataSource, gateway, workspaces, self, logger } = core;
  const inbox = new SlackInbox(dataSource);
  const links = new SlackChannelLinks(dataSource);
  const access = new Access(dataSource);
  const reading = new Reading(dataSource);
  const people = new People(new SlackIdentities(dataSource), new SlackDirectory());
  const postman = new Postman(new SlackOutbox(dataSource), workspaces, self.slack, logger);
  const forms = new ChangeForms(logger);
  const changes = new Changes({
    inbox,
    access,
    planner: new ChangePlanner(dataSource),
    runner: new ChangeRunner(gateway.gateway, self.records),
    records: self.records,
    tell: teller(logger),
  });
  const handler = new Handler({
    dataSource,
    inbox,
    people,
    changes,
    undo: new Undo(dataSource, inbox, changes),
    reading,
    channels: new ChannelCommands(links, access, reading),
    links,
    forms,
  });
  const desk = new RequestDesk({ inbox, workspaces, people, handler, links, postman, metrics: self.slack, logger });
  return { desk, postman, reading, people, inbox, forms };
}

function openInstaller(
  { oauth, secretBox, botToken, apiUrl }: BotConfig,
  dataSource: DataSource,
  installations: SlackInstallations,
  logger: Logger,
): InstallProvider | null {
  if (botToken !== undefined || oauth === undefined || secretBox === undefined) return null;
  return new InstallProvider({
    ...oauth,
    installationStore: new SealedInstallationStore(installations, secretBox),
    stateStore: new OnceOnlyStateStore(new SlackOauthStates(dataSource)),
    authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
    directInstall: true,
    clientOptions: { slackApiUrl: apiUrl },
    logger: boltLogger(logger),
  });
}

function healthOf(dataSource: DataSource, gateway: OpenGateway, logger: Logger): HealthMonitor {
  return new HealthMonitor(
    [
      ...databaseChecks(dataSource),
      { name: 'queue', check: () => gateway.checkQueue() },
      { name: 'replies', check: () => gateway.checkReplies() },
    ],
    logger,
  );
}
