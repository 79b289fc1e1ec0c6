import type { RequestListener } from 'node:http';
import { isUnavailable, type Logger } from '@roster/runtime';
import { App, type Logger as BoltLogger, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';

export const EVENTS_PATH = '/slack/events';

/** Slack's requests are small. The largest is a submitted form. */
const BODY_LIMIT = '1mb';

export interface SlackApp {
  readonly app: App;
  /** Handles requests over HTTP; undefined in Socket Mode. */
  readonly requestListener: RequestListener | undefined;
  start(): Promise<void>;
  /** Accepts nothing more from Slack. */
  stop(): Promise<void>;
}

/** Signed requests over HTTP, or Socket Mode, which the app token opens. */
export type SlackTransport = { readonly signingSecret: string } | { readonly appToken: string };

/**
 * Bolt, over HTTP or Socket Mode. It checks signatures, parses bodies and acknowledges. It does not authorize: tokens
 * are looked up after the acknowledgement, so that Postgres cannot delay it.
 */
export function createSlackApp(
  { transport, apiUrl }: { readonly transport: SlackTransport; readonly apiUrl: string },
  logger: Logger,
): SlackApp {
  const bolt = boltLogger(logger);
  const common = {
    authorize: async () => ({}),
    logger: bolt,
    ignoreSelf: false,
    clientOptions: { slackApiUrl: apiUrl },
  };
  if ('signingSecret' in transport) {
    const { signingSecret } = transport;
    const receiver = new HTTPReceiver({ signingSecret, endpoints: EVENTS_PATH, logger: bolt, bodyLimit: BODY_LIMIT });
    const app = withErrorLog(new App({ ...common, receiver }), logger);
    return { app, requestListener: receiver.requestListener, start: async () => {}, stop: async () => {} };
  }
  const receiver = new SocketModeReceiver({
    appToken: transport.appToken,
    logger: bolt,
    installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
  });
  const app = withErrorLog(new App({ ...common, receiver }), logger);
  return {
    app,
    requestListener: undefined,
    start: async () => void (await receiver.start()),
    stop: () => receiver.stop(),
  };
}

function withErrorLog(app: App, logger: Logger): App {
  app.error(async (error) => {
    logger[isUnavailable(error) ? 'warn' : 'error']({ err: error }, 'a listener failed');
  });
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
