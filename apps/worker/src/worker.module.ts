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
} from '@roster/database';
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
import type { Logger } from '@roster/runtime';
import type { Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import { BulkProcessor } from './bulk.processor.js';
import type { Config } from './config.js';
import { MembershipProcessor } from './membership.processor.js';
import { OperationRelay } from './operation-relay.js';
import { OperationRetention } from './operation-retention.js';
import { FAILPOINT, LOGGER, REPLY_PUBLISHER, RETENTION_HOURS } from './tokens.js';

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

  static register(config: Config, logger: Logger): DynamicModule {
    const failpoint = config.ROSTER_FAILPOINT;
    const settings = { databaseUrl: config.DATABASE_URL, redisUrl: config.REDIS_URL };
    return {
      module: WorkerModule,
      imports: [
        TypeOrmModule.forRoot(dataSourceOptions(config.DATABASE_URL, { applicationName: 'roster-worker' })),
        BullModule.forRoot(workerQueueOptions(settings)),
        BullModule.registerQueue({ name: MEMBERSHIP_QUEUE }, { name: BULK_QUEUE }),
      ],
      providers: [
        { provide: LOGGER, useValue: logger },
        { provide: FAILPOINT, useValue: failpoint },
        { provide: REPLY_PUBLISHER, useFactory: () => openReplyPublisher(settings, logger) },
        {
          provide: OperationRepository,
          useFactory: (db: DataSource) => new OperationRepository(db),
          inject: [DataSource],
        },
        {
          provide: DeliveryHandler,
          useFactory: (db: DataSource, operations: OperationRepository, replies: ReplyPublisher) =>
            new DeliveryHandler({
              ledger: new MembershipLedger(db, failpoint),
              operations,
              replies,
              logger,
              failpoint,
            }),
          inject: [DataSource, OperationRepository, REPLY_PUBLISHER],
        },
        { provide: BulkRepository, useFactory: (db: DataSource) => new BulkRepository(db), inject: [DataSource] },
        {
          provide: BulkRunner,
          useFactory: (db: DataSource, bulks: BulkRepository) =>
            new BulkRunner({ ledger: new BulkLedger(db), bulks, logger }),
          inject: [DataSource, BulkRepository],
        },
        { provide: OperationPurge, useFactory: (db: DataSource) => new OperationPurge(db), inject: [DataSource] },
        { provide: RETENTION_HOURS, useValue: config.OPERATION_RETENTION_HOURS },
        MembershipProcessor,
        BulkProcessor,
        OperationRelay,
        OperationRetention,
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
