import type { RequestListener } from 'node:http';
import { isUnavailable, type Logger } from '@roster/runtime';
import {
  App,
  type Logger as BoltLogger,
  HTTPReceiver,
  LogLevel,
  type ReceiverEvent,
  SocketModeReceiver,
} from '@slack/bolt';
import { CONNECTION_OPTIONS, SocketConnection } from './socket-connection.js';

export const EVENTS_PATH = '/slack/events';

/** Slack's requests are small. The largest is a submitted form. */
const BODY_LIMIT = '1mb';

export interface SlackApp {
  readonly app: App;
  /** Rejects while no connection of Socket Mode is open. */
  readonly checkSocket: (() => Promise<void>) | undefined;
  /** Handles requests over HTTP; undefined in Socket Mode. */
  readonly requestListener: RequestListener | undefined;
  start(): Promise<void>;
  /** Accepts nothing more from Slack. */
  stop(): Promise<void>;
}

/** Signed requests over HTTP, or Socket Mode, which the app token opens. */
export type SlackTransport = { readonly signingSecret: string } | { readonly appToken: string };

interface Ports {
  /**
   * Each stores one kind of event that must not be lost, and leaves other requests alone. A failure leaves the request
   * without acknowledgement, so that Slack repeats it.
   */
  readonly recorders: readonly ((body: unknown) => Promise<void>)[];
  /** Over HTTP: resolves to whether another bot has answered the request. Null when there is one cell. */
  readonly passOn: ((event: ReceiverEvent) => Promise<boolean>) | null;
  readonly logger: Logger;
}

/**
 * Bolt, over HTTP or Socket Mode. It checks signatures, parses bodies and acknowledges. It does not authorize: tokens
 * are looked up after the acknowledgement, so that Postgres cannot delay it.
 */
export function createSlackApp(
  { transport, apiUrl }: { readonly transport: SlackTransport; readonly apiUrl: string },
  { recorders, passOn, logger }: Ports,
): SlackApp {
  const bolt = boltLogger(logger);
  const prepared = (app: App) => storingFirst(withErrorLog(app, logger), { recorders, passOn });
  const common = {
    authorize: async () => ({}),
    logger: bolt,
    ignoreSelf: false,
    clientOptions: { slackApiUrl: apiUrl },
  };
  if ('signingSecret' in transport) {
    const { signingSecret } = transport;
    const receiver = new HTTPReceiver({
      signingSecret,
      endpoints: EVENTS_PATH,
      logger: bolt,
      bodyLimit: BODY_LIMIT,
      customPropertiesExtractor: (request) => ({ request }),
    });
    const app = prepared(new App({ ...common, receiver }));
    const { requestListener } = receiver;
    return { app, checkSocket: undefined, requestListener, start: async () => {}, stop: async () => {} };
  }
  const receiver = new SocketModeReceiver({
    appToken: transport.appToken,
    logger: bolt,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: { slackApiUrl: apiUrl, ...CONNECTION_OPTIONS } },
  });
  const app = prepared(new App({ ...common, receiver }));
  const connection = new SocketConnection(receiver.client, logger);
  return {
    app,
    checkSocket: () => connection.check(),
    requestListener: undefined,
    start: () => connection.start(),
    stop: async () => connection.close(),
  };
}

function withErrorLog(app: App, logger: Logger): App {
  app.error(async (error) => {
    logger[isUnavailable(error) ? 'warn' : 'error']({ err: error }, 'a listener failed');
  });
  return app;
}

/** Bolt acknowledges events before any listener runs, so what must not be lost is stored before Bolt sees the event. */
function storingFirst(app: App, { recorders, passOn }: Pick<Ports, 'recorders' | 'passOn'>): App {
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    if (await passOn?.(event)) return;
    for (const record of recorders) await record(event.body);
    await processEvent(event);
  };
  return app;
}

/** Bolt's log lines in ours. At debug level Bolt logs what Slack sends, secrets included: that stays out. */
export function boltLogger(logger: Logger): BoltLogger {
  const write =
    (level: 'warn' | 'error') =>
    (...parts: readonly unknown[]) =>
      logger[level]({ said: parts.map((part) => (part instanceof Error ? part.message : String(part))) }, 'bolt');
  return {
    debug() {},
    info() {},
    warn: write('warn'),
    error: write('error'),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}
