import { setTimeout as delay } from 'node:timers/promises';
import { say } from '../setup/steps.mjs';

const INTERVAL_MS = 2_000;
const TIMEOUT_MS = 2_000;

/** A short outage mends itself before anyone could do something about it. */
const PATIENCE_MS = 5_000;

/**
 * Probes /health/ready of a process and says, once each, that it has not been ready for a while, with what fails, and
 * that it is ready again. `address` returns nothing while the process does not run.
 */
export async function watchReadiness(name, address, signal) {
  let unreadySince;
  let told = false;
  while (!signal.aborted) {
    const url = address();
    const failing = url && (await failingChecks(url));
    if (signal.aborted) return;
    if (!failing) {
      if (told && url) say(`${name} is ready again.`);
      if (url) told = false;
      unreadySince = undefined;
    } else {
      unreadySince ??= performance.now();
      if (!told && performance.now() - unreadySince > PATIENCE_MS) {
        say(`${name} has not been ready for ${PATIENCE_MS / 1_000} s: ${failing}.`);
        told = true;
      }
    }
    await delay(INTERVAL_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** What fails, in words; nothing when the process is ready. */
async function failingChecks(url) {
  try {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const { status, checks = {} } = /** @type {any} */ (await response.json());
    if (response.ok) return undefined;
    const failed = Object.keys(checks).filter((check) => checks[check].status === 'failed');
    return failed.length > 0 ? `${failed.join(', ')} failed` : status;
  } catch {
    return 'it does not answer';
  }
}
