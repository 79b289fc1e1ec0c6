import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  type FactoryProvider,
  Global,
  Inject,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import {
  ApiKeyStore,
  BulkRepository,
  OperationRepository,
  openDataSource,
  ReadReplica,
  ScimConnectionStore,
} from '@roster/database';
import {
  type BulkQueue,
  MembershipGateway,
  type OpenGateway,
  openBulkQueue,
  openMembershipGateway,
  type QueueSettings,
} from '@roster/queue';
import { type GatewayTelemetry, type Logger, ReplicaMetrics } from '@roster/runtime';
import type { DataSource } from 'typeorm';
import { TokenUses } from '../auth/token-uses.js';
import type { ApiConfig } from '../config.js';
import { DRAIN_MS } from '../limits.js';
import { ConsistentReads } from '../replica/consistent-reads.js';
import { ApiTelemetry } from '../telemetry/api-telemetry.js';
import {
  API_CONFIG,
  KEY_POLICY,
  LOGGER,
  OPEN_BULK_QUEUE,
  OPEN_GATEWAY,
  READS,
  SCIM_TOKEN_USES,
  TELEMETRY,
  WRITES,
} from '../tokens.js';

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
    private readonly keyUses: TokenUses,
    @Inject(SCIM_TOKEN_USES) private readonly scimUses: TokenUses,
    private readonly telemetry: ApiTelemetry,
    private readonly consistentReads: ConsistentReads,
  ) {}

  static for(config: ApiConfig, logger: Logger, telemetry: GatewayTelemetry): DynamicModule {
    const providers = [
      { provide: API_CONFIG, useValue: config },
      { provide: KEY_POLICY, useValue: config.apiKeys ?? { perOrganization: 0 } },
      { provide: LOGGER, useValue: logger },
      { provide: TELEMETRY, useValue: telemetry },
      ApiTelemetry,
      { provide: READS, useFactory: () => openPool(config) },
      { provide: WRITES, useFactory: () => openPool(config) },
      {
        provide: ConsistentReads,
        inject: [READS],
        useFactory: (reads: DataSource) => new ConsistentReads(reads, openReplica(config, telemetry), logger),
      },
      storeProvider(ApiKeyStore),
      {
        provide: TokenUses,
        inject: [ApiKeyStore],
        useFactory: (keys: ApiKeyStore) => new TokenUses(keys, logger),
      },
      storeProvider(ScimConnectionStore),
      {
        provide: SCIM_TOKEN_USES,
        inject: [ScimConnectionStore],
        useFactory: (connections: ScimConnectionStore) => new TokenUses(connections, logger),
      },
      storeProvider(OperationRepository),
      {
        provide: OPEN_GATEWAY,
        inject: [OperationRepository],
        useFactory: (store: OperationRepository) =>
          openMembershipGateway({
            ...queueOf(config),
            store,
            logger,
            failpoint: config.failpoint,
            observers: telemetry.observers,
          }),
      },
      { provide: MembershipGateway, inject: [OPEN_GATEWAY], useFactory: ({ gateway }: OpenGateway) => gateway },
      storeProvider(BulkRepository),
      { provide: OPEN_BULK_QUEUE, useFactory: () => openBulkQueue(queueOf(config), logger) },
    ];
    return { module: ConnectionsModule, providers, exports: providers };
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
    await this.keyUses.close();
    await this.scimUses.close();
    await Promise.all([this.reads.destroy(), this.writes.destroy(), this.consistentReads.close()]);
  }
}

function storeProvider<Store>(provide: new (writes: DataSource, reads: DataSource) => Store): FactoryProvider<Store> {
  const useFactory = (writes: DataSource, reads: DataSource) => new provide(writes, reads);
  return { provide, inject: [WRITES, READS], useFactory };
}

function queueOf({ redis, database }: ApiConfig): QueueSettings {
  return { redis, databaseUrl: database.directUrl };
}

/** How long a request waits for a connection before it is answered 503, in milliseconds. */
const ACQUIRE_MS = 2_000;

/** It need not answer yet. */
function openReplica({ database, readReplica }: ApiConfig, { metrics }: GatewayTelemetry) {
  if (readReplica === undefined) return null;
  const { url: primaryUrl, poolSize } = database;
  const { url: replicaUrl, maxLagMs } = readReplica;
  const server = new ReadReplica({ primaryUrl, replicaUrl, poolSize, maxLagMs, acquireTimeoutMs: ACQUIRE_MS });
  return { server, metrics: new ReplicaMetrics(metrics, () => server.state) };
}

function openPool({ database: { url, poolSize } }: ApiConfig): Promise<DataSource> {
  return openDataSource(url, { applicationName: 'roster-api', poolSize, acquireTimeoutMs: ACQUIRE_MS });
}
