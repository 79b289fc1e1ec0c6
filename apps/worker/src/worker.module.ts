import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { type DynamicModule, Inject, Module, type OnApplicationBootstrap, type Provider } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import {
  AuditSealer,
  BulkLedger,
  BulkRepository,
  dataSourceOptions,
  FeedPurge,
  FeedRelay,
  MembershipLedger,
  OperationPurge,
  OperationRepository,
  SecretBox,
  TablePartitions,
  WebhookDistributor,
  WebhookLanes,
  WebhookPurge,
} from '@roster/database';
import { JobConsumers, type OpenQueue, queuesIn, workerQueueOptions } from '@roster/queue';
import { BatchMetrics, BatchTraces, createTelemetry, type Logger } from '@roster/runtime';
import { AddressGuard, WebhookSender } from '@roster/webhooks';
import type { Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import { AuditSealing } from './audit-sealing.js';
import { BatchLog } from './batch-log.js';
import type { WorkerConfig } from './config.js';
import { EventRelay, FEED_PAUSE_MS } from './event-relay.js';
import { MembershipRequestExpiry } from './membership-request-expiry.js';
import { OperationRetention } from './operation-retention.js';
import { OverdueOperationRunner } from './overdue-operation-runner.js';
import { PartitionUpkeep } from './partition-upkeep.js';
import { processorOf } from './processors.js';
import { QueueReachability } from './queue-reachability.js';
import { EVENT_RETENTION_DAYS, IDENTITY, LOGGER, METRICS, QUEUES, RETENTION_HOURS } from './tokens.js';
import { WebhookDeliverer } from './webhooks/webhook-deliverer.js';
import { WebhookDispatcher } from './webhooks/webhook-dispatcher.js';
import { WebhookMetrics } from './webhooks/webhook-metrics.js';
import { WebhookUpkeep } from './webhooks/webhook-upkeep.js';
import { WorkerTelemetry } from './worker-telemetry.js';

@Module({})
export class WorkerModule implements OnApplicationBootstrap {
  constructor(
    @Inject(QUEUES) queues: readonly OpenQueue[],
    @Inject(LOGGER) logger: Logger,
    @Inject(JobConsumers) private readonly consumers: JobConsumers,
  ) {
    for (const { queue, opened } of queues)
      queue.on('error', (error) => logger.warn({ queue: opened.name, error: error.message }, 'queue connection'));
  }

  onApplicationBootstrap(): void {
    this.consumers.drainOtherShards();
  }

  static register(config: WorkerConfig, logger: Logger, telemetry = createTelemetry('worker')): DynamicModule {
    const { identity, metrics, tracing } = telemetry;
    const traces = tracing && new BatchTraces(tracing.tracer);
    const { failpoint, redis, webhooks } = config;
    const { url, directUrl, poolSize } = config.database;
    const settings = { databaseUrl: directUrl, redis };
    const queues = queuesIn(redis);
    return {
      module: WorkerModule,
      imports: [
        TypeOrmModule.forRoot(dataSourceOptions(url, { applicationName: 'roster-worker', poolSize })),
        BullModule.forRoot(workerQueueOptions(settings)),
        BullModule.registerQueue(
          ...queues.map(({ name, shard }) => ({ name, ...workerQueueOptions(settings, shard) })),
        ),
      ],
      providers: [
        { provide: LOGGER, useValue: logger },
        { provide: IDENTITY, useValue: identity },
        { provide: METRICS, useValue: metrics },
        {
          provide: QUEUES,
          useFactory: (...opened: Queue[]): OpenQueue[] =>
            queues.flatMap((queue, index) => (opened[index] ? [{ opened: queue, queue: opened[index] }] : [])),
          inject: queues.map(({ name }) => getQueueToken(name)),
        },
        { provide: BatchMetrics, useFactory: () => new BatchMetrics(metrics) },
        storeProvider(OperationRepository),
        storeProvider(BulkRepository),
        {
          provide: JobConsumers,
          useFactory: (
            db: DataSource,
            operations: OperationRepository,
            bulks: BulkRepository,
            batches: BatchMetrics,
            deliverer: WebhookDeliverer,
          ) =>
            new JobConsumers({
              ...settings,
              shards: config.shards,
              ledger: new MembershipLedger(db, failpoint),
              operations,
              bulkLedger: new BulkLedger(db),
              bulks,
              deliverWebhooks: deliverer.deliver,
              logger,
              failpoint,
              observers: [batches, new BatchLog(logger), ...(traces ? [traces] : [])],
              onFailed: (count) => batches.countFailed(count),
            }),
          inject: [DataSource, OperationRepository, BulkRepository, BatchMetrics, WebhookDeliverer],
        },
        storeProvider(OperationPurge),
        storeProvider(TablePartitions),
        {
          provide: AuditSealer,
          useFactory: (db: DataSource) => new AuditSealer(db, { signingKey: config.auditSigningKey }),
          inject: [DataSource],
        },
        {
          provide: FeedRelay,
          useFactory: (db: DataSource) =>
            new FeedRelay(db, {
              retentionDays: config.eventRetentionDays,
              pauseMs: FEED_PAUSE_MS,
              beforeCommit: async () => failpoint?.('before-feed-commit', []),
            }),
          inject: [DataSource],
        },
        storeProvider(FeedPurge),
        { provide: WebhookMetrics, useFactory: () => new WebhookMetrics(metrics) },
        {
          provide: WebhookDeliverer,
          useFactory: (db: DataSource, webhookMetrics: WebhookMetrics) =>
            new WebhookDeliverer(db, {
              box: webhooks.keys && new SecretBox(webhooks.keys, 'WEBHOOK_ENCRYPTION_KEY'),
              sender: new WebhookSender(new AddressGuard(webhooks.allowedNetworks)),
              metrics: webhookMetrics,
              logger,
              failpoint,
            }),
          inject: [DataSource, WebhookMetrics],
        },
        storeProvider(WebhookDistributor),
        storeProvider(WebhookLanes),
        storeProvider(WebhookPurge),
        { provide: EVENT_RETENTION_DAYS, useValue: config.eventRetentionDays },
        { provide: RETENTION_HOURS, useValue: config.retentionHours },
        ...queuesIn(redis, config.shards).map(processorOf),
        OverdueOperationRunner,
        OperationRetention,
        PartitionUpkeep,
        MembershipRequestExpiry,
        AuditSealing,
        EventRelay,
        WebhookDispatcher,
        WebhookUpkeep,
        WorkerTelemetry,
        QueueReachability,
      ],
    };
  }
}

/** A class that needs the database only. */
function storeProvider<Store>(store: new (dataSource: DataSource) => Store): Provider {
  return { provide: store, useFactory: (db: DataSource) => new store(db), inject: [DataSource] };
}
