import type { RequestListener } from 'node:http';
import { isUnavailable, type Logger } from '@roster/runtime';
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { BotConfig } from './config.js';
import { EVENTS_PATH } from './http/http-server.js';
import { boltLogger } from './logging/bolt-logger.js';

/** Slack's requests are small; the longest is a submitted form. */
const BODY_LIMIT = '1mb';

export interface SlackApp {
  readonly app: App;
  /** Where requests over HTTP go; undefined in Socket Mode. */
  readonly requestListener: RequestListener | undefined;
  start(): Promise<void>;
  /** Takes nothing more from Slack. */
  stop(): Promise<void>;
}

/**
 * Bolt, over HTTP or Socket Mode. It checks signatures, reads bodies and acknowledges. Tokens are no business of its:
 * they are looked up after the acknowledgement, so that Postgres cannot hold it up.
 */
export function createSlackApp({ transport, apiUrl }: BotConfig, logger: Logger): SlackApp {
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
    const app = listening(new App({ ...common, receiver }), logger);
    return { app, requestListener: receiver.requestListener, start: async () => {}, stop: async () => {} };
  }
  const receiver = new SocketModeReceiver({
    appToken: transport.appToken,
    logger: bolt,
    installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
  });
  const app = listening(new App({ ...common, receiver }), logger);
  return {
    app,
    requestListener: undefined,
    start: async () => void (await receiver.start()),
    stop: () => receiver.stop(),
  };
}

function listening(app: App, logger: Logger): App {
  app.error(async (error) => {
    const away = isUnavailable(error);
    logger[away ? 'warn' : 'error']({ err: error }, away ? 'a listener could not go on' : 'a listener failed');
  });
  return app;
}
