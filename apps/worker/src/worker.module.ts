import { BullModule, InjectQueue } from '@nestjs/bullmq';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions, MembershipLedger, OperationRepository } from '@roster/database';
import {
  DeliveryHandler,
  MEMBERSHIP_QUEUE,
  openReplyPublisher,
  type ReplyPublisher,
  workerQueueOptions,
} from '@roster/queue';
import type { Logger } from '@roster/runtime';
import type { Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import type { Config } from './config.js';
import { MembershipProcessor } from './membership.processor.js';
import { OperationRelay } from './operation-relay.js';
import { FAILPOINT, LOGGER, REPLY_PUBLISHER } from './tokens.js';

@Module({})
export class WorkerModule implements OnApplicationShutdown {
  constructor(
    @Inject(REPLY_PUBLISHER) private readonly replies: ReplyPublisher,
    @InjectQueue(MEMBERSHIP_QUEUE) queue: Queue,
    @Inject(LOGGER) logger: Logger,
  ) {
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
        BullModule.registerQueue({ name: MEMBERSHIP_QUEUE }),
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
        MembershipProcessor,
        OperationRelay,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.replies.close();
  }
}
