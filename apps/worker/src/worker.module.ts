import { BullModule, InjectQueue } from '@nestjs/bullmq';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import {
  BulkLedger,
  BulkRepository,
  dataSourceOptions,
  MembershipLedger,
  OperationPurge,
  OperationRepository,
  TelemetryPurge,
} from '@roster/database';
import type { ProcessIdentity } from '@roster/domain';
import {
  assertEveryJobHasOneHandler,
  BULK_QUEUE,
  BulkRunner,
  DeliveryHandler,
  MEMBERSHIP_QUEUE,
  openReplyPublisher,
  type ReplyPublisher,
  workerQueueOptions,
} from '@roster/queue';
import { BatchMetrics, type BatchTraces, databaseSettings, type Logger, redisSettings } from '@roster/runtime';
import type { Queue } from 'bullmq';
import type { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { BatchLog } from './batch-log.js';
import { BulkProcessor } from './bulk.processor.js';
import type { Config } from './config.js';
import { MembershipProcessor } from './membership.processor.js';
import { OperationRetention } from './operation-retention.js';
import { OverdueOperationRunner } from './overdue-operation-runner.js';
import { QueueReach } from './queue-reach.js';
import { FAILPOINT, IDENTITY, LOGGER, METRICS, REPLY_PUBLISHER, RETENTION_HOURS, TRACES } from './tokens.js';
import { WorkerSignals } from './worker-signals.js';

/** What the process is, and where it counts what it does. */
export interface WorkerProcess {
  readonly identity: ProcessIdentity;
  readonly metrics: Registry;
  readonly logger: Logger;
  /** Null: none are recorded. */
  readonly traces: BatchTraces | null;
}

@Module({})
export class WorkerModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(REPLY_PUBLISHER) private readonly replies: ReplyPublisher,
    @Inject(MembershipProcessor) private readonly memberships: MembershipProcessor,
    @Inject(BulkProcessor) private readonly bulks: BulkProcessor,
    @InjectQueue(MEMBERSHIP_QUEUE) membershipQueue: Queue,
    @InjectQueue(BULK_QUEUE) bulkQueue: Queue,
    @Inject(LOGGER) logger: Logger,
  ) {
    for (const queue of [membershipQueue, bulkQueue])
      queue.on('error', (error) => logger.warn({ error: error.message }, 'queue connection'));
  }

  static register(config: Config, { identity, metrics, logger, traces }: WorkerProcess): DynamicModule {
    const failpoint = config.ROSTER_FAILPOINT;
    const { url, directUrl, poolSize } = databaseSettings(config);
    const settings = { databaseUrl: directUrl, redis: redisSettings(config) };
    return {
      module: WorkerModule,
      imports: [
        TypeOrmModule.forRoot(dataSourceOptions(url, { applicationName: 'roster-worker', poolSize })),
        BullModule.forRoot(workerQueueOptions(settings)),
        BullModule.registerQueue({ name: MEMBERSHIP_QUEUE }, { name: BULK_QUEUE }),
      ],
      providers: [
        { provide: LOGGER, useValue: logger },
        { provide: IDENTITY, useValue: identity },
        { provide: METRICS, useValue: metrics },
        { provide: TRACES, useValue: traces },
        { provide: BatchMetrics, useFactory: () => new BatchMetrics(metrics) },
        { provide: FAILPOINT, useValue: failpoint },
        { provide: REPLY_PUBLISHER, useFactory: () => openReplyPublisher(settings, logger) },
        {
          provide: OperationRepository,
          useFactory: (db: DataSource) => new OperationRepository(db),
          inject: [DataSource],
        },
        {
          provide: DeliveryHandler,
          useFactory: (
            db: DataSource,
            operations: OperationRepository,
            replies: ReplyPublisher,
            batches: BatchMetrics,
          ) =>
            new DeliveryHandler({
              ledger: new MembershipLedger(db, failpoint),
              operations,
              replies,
              logger,
              failpoint,
              observers: [batches, new BatchLog(logger), ...(traces ? [traces] : [])],
              onFailed: (operations) => batches.countFailed(operations),
            }),
          inject: [DataSource, OperationRepository, REPLY_PUBLISHER, BatchMetrics],
        },
        { provide: BulkRepository, useFactory: (db: DataSource) => new BulkRepository(db), inject: [DataSource] },
        {
          provide: BulkRunner,
          useFactory: (db: DataSource, bulks: BulkRepository, batches: BatchMetrics, deliveries: DeliveryHandler) =>
            new BulkRunner({
              ledger: new BulkLedger(db),
              bulks,
              logger,
              addsUnderWay: () => deliveries.busy,
              onFailed: (operations) => batches.countFailed(operations),
            }),
          inject: [DataSource, BulkRepository, BatchMetrics, DeliveryHandler],
        },
        { provide: OperationPurge, useFactory: (db: DataSource) => new OperationPurge(db), inject: [DataSource] },
        { provide: TelemetryPurge, useFactory: (db: DataSource) => new TelemetryPurge(db), inject: [DataSource] },
        { provide: RETENTION_HOURS, useValue: config.OPERATION_RETENTION_HOURS },
        MembershipProcessor,
        BulkProcessor,
        OverdueOperationRunner,
        OperationRetention,
        WorkerSignals,
        QueueReach,
      ],
    };
  }

  onModuleInit(): void {
    assertEveryJobHasOneHandler([this.memberships, this.bulks].flatMap(({ handlers }) => Object.keys(handlers)));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.replies.close();
  }
}
