import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ChangeRequestRecorder, ProcessSampleStore, poolUse } from '@roster/database';
import { type GatewayTelemetry, HttpMetrics, type Logger, ProcessSampler, watchDroppedRecords } from '@roster/runtime';
import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import { onRequestEnd } from '../server/request-end.js';
import { LOGGER, READS, TELEMETRY, WRITES } from '../tokens.js';
import { routeTemplate } from '../tracing/route-template.js';
import { changeRecordsOf } from './change-record.js';

/** What operators see of this process: metrics, samples and change requests. */
@Injectable()
export class ApiTelemetry implements OnApplicationBootstrap {
  private readonly http: HttpMetrics;
  private readonly records: ChangeRequestRecorder;
  private sampler: ProcessSampler | undefined;

  constructor(
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
    private readonly adapter: HttpAdapterHost,
    @Inject(TELEMETRY) private readonly telemetry: GatewayTelemetry,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.http = new HttpMetrics(telemetry.metrics);
    this.records = new ChangeRequestRecorder(writes, {
      onError: (error, dropped) => logger.warn({ error: error.message, dropped }, 'requests for changes not recorded'),
    });
  }

  onApplicationBootstrap(): void {
    const { metrics, changes, identity } = this.telemetry;
    watchDroppedRecords(metrics, () => this.records.dropped);
    this.watchRequests(this.adapter.httpAdapter.getInstance<FastifyInstance>());
    this.sampler = new ProcessSampler({
      identity,
      metrics,
      pool: () => poolUse(this.reads, this.writes),
      read: async () => ({ requests: await this.http.sample(), gateway: await changes.sample() }),
      store: new ProcessSampleStore(this.writes),
      logger: this.logger,
    });
  }

  /** Writes what is left. The database must still be open. */
  async close(): Promise<void> {
    await this.sampler?.close();
    await this.records.close();
  }

  private watchRequests(server: FastifyInstance): void {
    onRequestEnd(server, (request, reply) => {
      const { url } = request.routeOptions;
      this.http.ended({
        method: request.method,
        route: url === undefined ? undefined : routeTemplate(url),
        status: reply.statusCode,
        code: reply.errorCode,
        ms: reply.elapsedTime,
      });
      for (const record of changeRecordsOf(request, reply, url, this.telemetry.identity.id))
        this.records.record(record);
    });
  }
}
