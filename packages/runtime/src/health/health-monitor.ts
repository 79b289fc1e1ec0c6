import { describeError } from '../errors/errors.js';
import type { Logger } from '../logging/logger.js';
import { withTimeLimit } from '../timing/time-limit.js';

/** One thing that the process needs in order to do its work. */
export interface HealthCheck {
  readonly name: string;
  /** How long it may take, in milliseconds. */
  readonly timeoutMs?: number;
  /** `false`: without it the process still serves, so that a failure is shown but does not make it unready. */
  readonly required?: boolean;
  /** Rejects when the thing is not usable. */
  check(): Promise<void>;
}

export interface HealthReport {
  readonly status: 'ready' | 'unavailable' | 'draining';
  readonly checks: Readonly<Record<string, CheckResult>>;
}

export interface CheckResult {
  readonly status: 'ok' | 'failed';
  readonly duration_ms: number;
  /** Why it failed, in general terms: the endpoint is open to anyone, the log has the rest. */
  readonly reason?: 'error' | 'timeout';
}

/** How long a check may take unless it says otherwise, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 2_000;

/** How long an answer is good for, in milliseconds: any number of probes costs one run of the checks. */
const FRESH_MS = 1_000;

/** How long a check that hangs is waited for before it is begun once more, in milliseconds. */
const HANGING_MS = 15_000;

interface Options {
  readonly freshMs?: number;
  readonly hangingMs?: number;
}

/** Knows whether the process can do its work, and that it no longer wants any once it drains. */
export class HealthMonitor {
  private leaving = false;
  private started = false;
  private latest: { readonly at: number; readonly report: Promise<HealthReport> } | undefined;
  private readonly begun = new Map<HealthCheck, { readonly at: number; readonly outcome: Promise<void> }>();
  private readonly freshMs: number;
  private readonly hangingMs: number;

  constructor(
    private readonly checks: readonly HealthCheck[],
    private readonly logger?: Logger,
    { freshMs = FRESH_MS, hangingMs = HANGING_MS }: Options = {},
  ) {
    this.freshMs = freshMs;
    this.hangingMs = hangingMs;
  }

  /** From now on not ready: the load balancer sends no more work while what is here is finished. */
  drain(): void {
    this.leaving = true;
  }

  get draining(): boolean {
    return this.leaving;
  }

  /** Runs all checks side by side. Callers at about the same time share one run, so that probes cannot flood the database. */
  report(): Promise<HealthReport> {
    if (this.draining) return Promise.resolve({ status: 'draining', checks: {} });
    if (!this.latest || performance.now() - this.latest.at >= this.freshMs) {
      const report = this.run();
      this.latest = { at: Number.POSITIVE_INFINITY, report };
      report.then(
        () => {
          this.latest = { at: performance.now(), report };
        },
        () => {
          this.latest = undefined;
        },
      );
    }
    return this.latest.report;
  }

  /** Ready once, started for ever: an orchestrator gives a process time until then, and asks for no more after it. */
  async startup(): Promise<HealthReport> {
    return this.started ? { status: 'ready', checks: {} } : this.report();
  }

  private async run(): Promise<HealthReport> {
    const results = await Promise.all(this.checks.map((check) => this.runOne(check)));
    const required = new Set(this.checks.filter((check) => check.required !== false).map(({ name }) => name));
    const healthy = results.every(([name, result]) => result.status === 'ok' || !required.has(name));
    this.started ||= healthy;
    return { status: healthy ? 'ready' : 'unavailable', checks: Object.fromEntries(results) };
  }

  private async runOne(check: HealthCheck): Promise<[string, CheckResult]> {
    const startedAt = performance.now();
    const elapsed = () => Math.round(performance.now() - startedAt);
    try {
      const { name, timeoutMs = DEFAULT_TIMEOUT_MS } = check;
      const late = () => new HealthCheckTimeout(`${name} did not answer within ${timeoutMs} ms`);
      await withTimeLimit(this.begin(check), timeoutMs, late);
      return [check.name, { status: 'ok', duration_ms: elapsed() }];
    } catch (err) {
      this.logger?.warn({ check: check.name, error: describeError(err) }, 'health check failed');
      const reason = err instanceof HealthCheckTimeout ? 'timeout' : 'error';
      return [check.name, { status: 'failed', duration_ms: elapsed(), reason }];
    }
  }

  /** A check that hangs holds a connection, so that it is not begun again by every probe. */
  private begin(check: HealthCheck): Promise<void> {
    const before = this.begun.get(check);
    if (before && performance.now() - before.at < this.hangingMs) return before.outcome;
    const begun = { at: performance.now(), outcome: check.check() };
    this.begun.set(check, begun);
    const forget = () => {
      if (this.begun.get(check) === begun) this.begun.delete(check);
    };
    begun.outcome.then(forget, forget);
    return begun.outcome;
  }
}

class HealthCheckTimeout extends Error {
  override readonly name = 'HealthCheckTimeout';
}
