import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Global,
  Inject,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { BulkRepository, OperationRepository, openDataSource } from '@roster/database';
import {
  type BulkQueue,
  MembershipGateway,
  type OpenGateway,
  openBulkQueue,
  openMembershipGateway,
  type QueueSettings,
} from '@roster/queue';
import type { Logger } from '@roster/runtime';
import type { DataSource } from 'typeorm';
import type { ApiConfig } from '../config.js';
import { DRAIN_MS } from '../limits.js';
import type { ApiProcess } from '../telemetry/api-process.js';
import { ApiTelemetry } from '../telemetry/api-telemetry.js';
import { API_CONFIG, API_PROCESS, LOGGER, OPEN_BULK_QUEUE, OPEN_GATEWAY, READS, WRITES } from '../tokens.js';

/** The database and the queue, open from before the first request until after the last. */
@Global()
@Module({})
export class ConnectionsModule implements BeforeApplicationShutdown, OnApplicationShutdown {
  private drained: NodeJS.Timeout | undefined;

  constructor(
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
    @Inject(OPEN_GATEWAY) private readonly queue: OpenGateway,
    @Inject(OPEN_BULK_QUEUE) private readonly bulkQueue: BulkQueue,
    private readonly telemetry: ApiTelemetry,
  ) {}

  static for(config: ApiConfig, logger: Logger, process: ApiProcess): DynamicModule {
    return {
      module: ConnectionsModule,
      providers: [
        { provide: API_CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: API_PROCESS, useValue: process },
        ApiTelemetry,
        { provide: READS, useFactory: () => openPool(config) },
        { provide: WRITES, useFactory: () => openPool(config) },
        {
          provide: OperationRepository,
          inject: [WRITES, READS],
          useFactory: (writes: DataSource, reads: DataSource) => new OperationRepository(writes, reads),
        },
        {
          provide: OPEN_GATEWAY,
          inject: [OperationRepository],
          useFactory: (store: OperationRepository) =>
            openMembershipGateway({
              ...queueOf(config),
              store,
              logger,
              failpoint: config.failpoint,
              observers: process.observers,
            }),
        },
        { provide: MembershipGateway, inject: [OPEN_GATEWAY], useFactory: ({ gateway }: OpenGateway) => gateway },
        {
          provide: BulkRepository,
          inject: [WRITES, READS],
          useFactory: (writes: DataSource, reads: DataSource) => new BulkRepository(writes, reads),
        },
        { provide: OPEN_BULK_QUEUE, useFactory: () => openBulkQueue(queueOf(config), logger) },
      ],
      exports: [
        API_CONFIG,
        LOGGER,
        API_PROCESS,
        READS,
        WRITES,
        OperationRepository,
        OPEN_GATEWAY,
        MembershipGateway,
        BulkRepository,
        OPEN_BULK_QUEUE,
      ],
    };
  }

  /** Called while the server finishes its requests. Those that wait too long are answered 202. */
  beforeApplicationShutdown(): void {
    this.drained = setTimeout(() => void this.queue.gateway.close(), DRAIN_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.drained);
    await this.queue.close();
    await this.bulkQueue.close();
    await this.telemetry.close();
    await Promise.all([this.reads.destroy(), this.writes.destroy()]);
  }
}

function queueOf({ redis, database }: ApiConfig): QueueSettings {
  return { redis, databaseUrl: database.directUrl };
}

/** How long a request waits for a connection before it is answered 503, in milliseconds. */
const ACQUIRE_MS = 2_000;

function openPool({ database: { url, poolSize } }: ApiConfig): Promise<DataSource> {
  return openDataSource(url, { applicationName: 'roster-api', poolSize, acquireTimeoutMs: ACQUIRE_MS });
}
