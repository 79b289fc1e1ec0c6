import {
  BulkRepository,
  ChangeRequestReader,
  ConsoleSessions,
  EventFeed,
  HalfSignIns,
  KnownDevices,
  OperationFinder,
  OperationLists,
  OperationRepository,
  OperatorEventLog,
  openDataSource,
  ProcessSampleReader,
  SecondFactors,
  SecretBox,
  SignInAttempts,
  WebhookDeliveries,
  WebhookHealthReader,
} from '@roster/database';
import type { Logger } from '@roster/runtime';
import { OidcClient } from './access/oidc-client.js';
import { TotpSecrets } from './access/totp-secrets.js';
import type { ConsoleConfig } from './config.js';
import { QueueInspector } from './queues/queue-inspector.js';

/** What the pages are made from. */
export type Services = Awaited<ReturnType<typeof openServices>>;

/** Connects to Postgres and, in its own time, to the queue. Rejects when Postgres is out of reach. */
export async function openServices(config: ConsoleConfig, logger: Logger) {
  const { url, directUrl, poolSize } = config.database;
  const database = await openDataSource(url, { poolSize, applicationName: 'roster-console' });
  const queues = await QueueInspector.open({ databaseUrl: directUrl, redis: config.redis }, logger);
  const feed = new EventFeed(database);
  return {
    logger,
    database,
    queues,
    sessions: new ConsoleSessions(database),
    oidc: config.oidc && config.publicUrl ? new OidcClient(config.oidc, config.publicUrl) : undefined,
    totpSecrets: config.totpKeys && new TotpSecrets(new SecretBox(config.totpKeys, 'OPERATOR_ENCRYPTION_KEY')),
    secondFactorRequired: config.secondFactorRequired,
    secondFactors: new SecondFactors(database),
    halfSignIns: new HalfSignIns(database),
    devices: new KnownDevices(database),
    attempts: new SignInAttempts(database),
    events: new OperatorEventLog(database.manager),
    finder: new OperationFinder(database),
    lists: new OperationLists(database),
    requests: new ChangeRequestReader(database),
    operations: new OperationRepository(database),
    bulks: new BulkRepository(database),
    samples: new ProcessSampleReader(database),
    feed,
    webhooks: new WebhookHealthReader(database),
    deliveries: new WebhookDeliveries(database, feed),
    async close() {
      await queues.close();
      await database.destroy();
    },
  };
}
