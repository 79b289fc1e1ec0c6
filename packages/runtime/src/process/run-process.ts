import { setTimeout as delay } from 'node:timers/promises';
import { ConfigurationError, describeError } from '../errors/errors.js';
import type { Logger } from '../logging/logger.js';
import { maskConnectionPasswords } from '../logging/redaction.js';

/** sysexits.h: EX_CONFIG. A restart would not help. */
const EXIT_CONFIGURATION = 78;
const EXIT_FAILURE = 1;

/**
 * Runs the entry point of a process. If it fails, prints why to standard error, without a stack, and exits: with 78 if
 * the environment is wrong, otherwise with 1.
 */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${maskConnectionPasswords(describeError(error))}\n`);
    process.exit(error instanceof ConfigurationError ? EXIT_CONFIGURATION : EXIT_FAILURE);
  }
}

interface ProcessLifecycle {
  readonly name: string;
  readonly logger: Logger;
  /** Resolves when the process serves. */
  start(): Promise<void>;
  /**
   * Called as soon as the process should stop, even while `start` is running: makes load balancers choose other nodes. The
   * process keeps serving for `drainDelayMs`, until they have noticed.
   */
  drain?(): void;
  readonly drainDelayMs?: number | undefined;
  /** Finishes the work in flight and closes everything. Called at most once, even if `start` has not resolved. */
  stop(): Promise<void>;
  /** How long `stop` may take before the process exits with 1, in milliseconds. */
  readonly stopTimeoutMs?: number;
}

const STOP_TIMEOUT_MS = 30_000;

/**
 * Ctrl-C reaches every process of the terminal's group, and npm and the parent forward it again: a second signal within
 * this time is a duplicate, and does not end the process at once. Milliseconds.
 */
const DUPLICATE_SIGNAL_MS = 1_000;

/**
 * Starts a process and stops it in order: on SIGTERM, on SIGINT, and when the parent that forked it is gone, so that it
 * leaves no orphans. A second signal ends it at once. An uncaught error is logged as fatal and ends it with 1, because its
 * state is unknown; the supervisor starts it again.
 */
export async function runProcess({
  name,
  logger,
  start,
  drain,
  drainDelayMs = 0,
  stop,
  stopTimeoutMs = STOP_TIMEOUT_MS,
}: ProcessLifecycle): Promise<void> {
  let stoppingSince: number | undefined;

  const onSignal = (signal: NodeJS.Signals) => {
    if (stoppingSince === undefined) return void shutDown(signal);
    if (performance.now() - stoppingSince < DUPLICATE_SIGNAL_MS) return;
    logger.warn({ signal }, `${name} is asked to stop again and exits at once`);
    process.exit(1);
  };

  const shutDown = async (reason: string) => {
    if (stoppingSince !== undefined) return;
    stoppingSince = performance.now();
    logger.info({ reason }, `${name} stops`);
    const limit = setTimeout(() => {
      logger.error(`${name} did not stop within ${stopTimeoutMs} ms`);
      process.exit(1);
    }, drainDelayMs + stopTimeoutMs);
    try {
      drain?.();
      await started.catch(() => undefined);
      if (drainDelayMs > 0) await delay(drainDelayMs);
      await stop();
      clearTimeout(limit);
      logger.info(`${name} stopped`);
      process.exit(0);
    } catch (err) {
      logger.error({ err }, `${name} did not stop cleanly`);
      process.exit(1);
    }
  };

  const die = (err: unknown, kind: string) => {
    logger.fatal({ err }, `${name}: ${kind}`);
    process.exit(1);
  };

  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  process.on('disconnect', () => void shutDown('the parent process is gone'));
  process.on('uncaughtException', (err) => die(err, 'uncaught exception'));
  process.on('unhandledRejection', (err) => die(err, 'unhandled rejection'));

  const started = start();
  await started;
}

/** The message to the parent process when a process serves. */
export interface ReadyMessage {
  readonly type: 'ready';
  readonly url?: string;
  /** Where operators find `/metrics` and health, if not at `url`. */
  readonly metricsUrl?: string;
}

/** Tells the parent that the process is ready, if there is one with an IPC channel. */
export function announceReady(where: Omit<ReadyMessage, 'type'> = {}): void {
  const message: ReadyMessage = { type: 'ready', ...where };
  process.send?.(message);
}
