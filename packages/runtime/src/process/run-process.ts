import { setTimeout as delay } from 'node:timers/promises';
import { ConfigurationError, describeError } from '../errors/errors.js';
import type { Logger } from '../logging/logger.js';
import { maskConnectionPasswords } from '../logging/redaction.js';

/** sysexits.h: EX_CONFIG. A supervisor need not restart what cannot start. */
const EXIT_CONFIGURATION = 78;
const EXIT_FAILURE = 1;

/**
 * Runs the entry point of a process. When it cannot start, says why in plain words on standard error, without a
 * stack, and exits: 78 when the environment is wrong, else 1.
 */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${maskConnectionPasswords(describeError(error))}\n`);
    process.exit(error instanceof ConfigurationError ? EXIT_CONFIGURATION : EXIT_FAILURE);
  }
}

export interface ProcessDefinition {
  readonly name: string;
  readonly logger: Logger;
  /** Resolves once the process serves. */
  start(): Promise<void>;
  /**
   * Tells those who send work that there are others, and is called at once when the process is to stop, also when
   * `start` is still under way; it goes on serving for `drainDelayMs`, until everybody has heard.
   */
  drain?(): void;
  readonly drainDelayMs?: number | undefined;
  /** Finishes what is in hand and closes everything. Called once at most, also when `start` was still under way. */
  stop(): Promise<void>;
  /** How long `stop` may take, in milliseconds, before the process exits with 1. */
  readonly stopTimeoutMs?: number;
}

const STOP_TIMEOUT_MS = 30_000;

/**
 * Ctrl-C reaches every process of the terminal's group, and npm and the parent pass it on once more: within this time
 * after the first signal a second one is taken for an echo, not for impatience.
 */
const SIGNAL_ECHO_MS = 1_000;

/**
 * Starts a process and ends it properly: on SIGTERM, on SIGINT, and when the parent that forked it is gone, so that no
 * orphans stay. A second signal ends it at once. An error that nobody caught is logged as fatal and ends it with 1: its
 * state is no longer known, and the supervisor starts a fresh one.
 */
export async function runProcess({
  name,
  logger,
  start,
  drain,
  drainDelayMs = 0,
  stop,
  stopTimeoutMs = STOP_TIMEOUT_MS,
}: ProcessDefinition): Promise<void> {
  let stoppingSince: number | undefined;

  const onSignal = (signal: NodeJS.Signals) => {
    if (stoppingSince === undefined) return void shutDown(signal);
    if (performance.now() - stoppingSince < SIGNAL_ECHO_MS) return;
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

/** What a process tells the one that forked it once it serves. */
export interface ReadyMessage {
  readonly type: 'ready';
  readonly url?: string;
  /** Where its `/metrics` and health are for operators, when that is elsewhere. */
  readonly metricsUrl?: string;
}

/** Tells the parent, when there is one with an IPC channel, that the process is ready. */
export function announceReady(where: Omit<ReadyMessage, 'type'> = {}): void {
  const message: ReadyMessage = { type: 'ready', ...where };
  process.send?.(message);
}
