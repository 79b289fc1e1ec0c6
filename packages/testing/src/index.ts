export { type App, AppProcess } from './app-process.js';
export {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  describeWithBrowser,
  launchBrowser,
  type Page,
  saveScreenshot,
  seriousFindings,
} from './browser.js';
export { cookiesOf, signInToConsole } from './console-sign-in.js';
export { collectLog } from './log.js';
export { addIn, addOrganizations, submitAll } from './many-organizations.js';
export { pythonSdk, pythonTests, pythonWith } from './python-tests.js';
export { openTestDatabase, type TestDatabase } from './test-database.js';
export {
  accept,
  answer,
  hang,
  type ReceivedEvent,
  WEBHOOK_KEY,
  WEBHOOK_NETWORKS,
  WebhookReceiver,
} from './webhook-receiver.js';
export { startWorker } from './worker.js';
