import { type RedisSettings, redisAdvice, redisMismatch } from '@roster/connections';
import type { ProcessKind } from '@roster/domain';
import type { DatabaseSettings } from '../configuration/database-variables.js';
import { ConfigurationError } from '../errors/errors.js';
import type { HealthMonitor } from '../health/health-monitor.js';
import { type HealthServer, startHealthServer } from '../http/health-server.js';
import { createLogger, type Logger, type LogLevel } from '../logging/logger.js';
import { createTelemetry, type Telemetry } from '../telemetry/gateway-telemetry.js';
import { watchReadiness } from '../telemetry/process-metrics.js';
import { startTracing, type Tracing, type TracingSettings } from '../telemetry/tracing.js';
import { collectYoungObjectsAlone } from './garbage-collection.js';
import { announceReady, runMain, runProcess } from './run-process.js';

/** The configuration that every process has. */
export interface ProcessConfig {
  readonly database: DatabaseSettings;
  /** Unset: the queue is on Postgres. */
  readonly redis: RedisSettings | undefined;
  readonly logLevel: LogLevel;
  readonly logPretty: boolean;
  /** Where operators find health and metrics. Port 0: any free port. */
  readonly operators: { readonly port: number; readonly host: string };
  /** Unset: no traces. */
  readonly tracing?: TracingSettings;
  /** How long it keeps serving after it was asked to stop, in milliseconds. */
  readonly drainDelayMs?: number;
}

/** What a process gets at its start. */
export interface ProcessContext<Config> {
  readonly config: Config;
  readonly logger: Logger;
  readonly telemetry: Telemetry;
  /** Aborted when the process is asked to stop, even while it is starting. */
  readonly stopping: AbortSignal;
}

/** A process whose connections are open. */
export interface OpenProcess {
  readonly monitor: HealthMonitor;
  /** Begins to take work. Resolves with the URL for callers, if there are any, and further fields for the log. */
  serve(): Promise<{ readonly url?: string; readonly [field: string]: unknown }>;
  /** Finishes the work in flight, and closes everything. */
  close(): Promise<void>;
}

interface ProcessDefinition<Config extends ProcessConfig> {
  readonly kind: ProcessKind;
  /** @throws ConfigurationError */
  readonly readConfig: (env: NodeJS.ProcessEnv) => Config;
  /**
   * Resolves with a sentence that says what does not match the settings and what to set, and one that says what would be
   * safer; each undefined if there is nothing to say.
   */
  readonly checkDatabase: (
    settings: DatabaseSettings,
    needs: { readonly queueOnPostgres: boolean },
  ) => Promise<{ readonly mismatch: string | undefined; readonly advice: string | undefined }>;
  readonly open: (context: ProcessContext<Config>) => Promise<OpenProcess>;
}

/**
 * Runs a process from start to end: reads the configuration, checks Postgres and Redis against it, opens connections,
 * serves health and metrics to operators, takes work, drains, and stops. See `runProcess` for how it ends.
 */
export function serve<Config extends ProcessConfig>(definition: ProcessDefinition<Config>): Promise<void> {
  const { kind, readConfig, checkDatabase, open } = definition;
  return runMain(async () => {
    collectYoungObjectsAlone();
    const config = readConfig(process.env);
    const logger = createLogger({ name: kind, level: config.logLevel, pretty: config.logPretty });
    const stopping = new AbortController();
    let tracing: Tracing | null = null;
    let opened: OpenProcess | undefined;
    let operators: HealthServer | undefined;

    await runProcess({
      name: kind,
      logger,
      async start() {
        const queueOnPostgres = config.redis === undefined;
        const { mismatch, advice } = await checkDatabase(config.database, { queueOnPostgres });
        assertMatches(mismatch);
        assertMatches(await redisMismatch(config.redis));
        for (const line of [advice, await redisAdvice(config.redis)]) if (line !== undefined) logger.warn(line);
        const telemetry = createTelemetry(kind);
        tracing = config.tracing ? await startTracing(telemetry.identity, config.tracing) : null;
        opened = await open({ config, logger, telemetry: { ...telemetry, tracing }, stopping: stopping.signal });
        const { monitor } = opened;
        const { metrics } = telemetry;
        watchReadiness(metrics, monitor);
        operators = await startHealthServer({ ...config.operators, monitor, metrics });
        const metricsUrl = `${operators.url}/metrics`;
        const { url = operators.url, ...fields } = await opened.serve();
        logger.info({ url, metrics: metricsUrl, ...fields }, `${kind} serves`);
        announceReady({ url, metricsUrl });
      },
      drain() {
        opened?.monitor.drain();
        stopping.abort();
      },
      drainDelayMs: config.drainDelayMs,
      async stop() {
        await opened?.close();
        await tracing?.close();
        await operators?.close();
      },
    });
  });
}

function assertMatches(mismatch: string | undefined): void {
  if (mismatch !== undefined) throw new ConfigurationError(mismatch);
}
