import type { Logger } from '@roster/runtime';
import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';

/** Bolt's log lines among ours. Bolt says at debug level what Slack sends, secrets included: that stays out. */
export function boltLogger(logger: Logger): BoltLogger {
  const say =
    (level: 'warn' | 'error') =>
    (...parts: readonly unknown[]) =>
      logger[level]({ said: parts.map(inWords) }, 'bolt');
  return {
    debug() {},
    info() {},
    warn: say('warn'),
    error: say('error'),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}

function inWords(part: unknown): string {
  return part instanceof Error ? part.message : String(part);
}
