import { describeError } from '../errors/errors.js';
import type { Logger } from '../logging/logger.js';
import { withTimeLimit } from '../timing/time-limit.js';

/** Something that the process needs to do its work. */
export interface HealthCheck {
  readonly name: string;
  /** How long it may take, in milliseconds. */
  readonly timeoutMs?: number;
  /** `false`: the process can serve without it, so a failure is reported but does not make the process unready. */
  readonly required?: boolean;
  /** Rejects when it is not usable. */
  check(): Promise<void>;
}

export interface HealthReport {
  readonly status: 'ready' | 'unavailable' | 'draining';
  readonly checks: Readonly<Record<string, CheckResult>>;
}

export interface CheckResult {
  readonly status: 'ok' | 'failed';
  readonly duration_ms: number;
  /** Why it failed, in general terms, because anyone can read it; the log has the details. */
  readonly reason?: 'error' | 'timeout';
}

/** How long a check may take by default, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 2_000;

/** How long a report is reused, in milliseconds, so that any number of probes costs one run of the checks. */
const CACHE_MS = 1_000;

/** After how long a check that hangs is started again, in milliseconds. */
const HANGING_MS = 15_000;

interface Options {
  readonly cacheMs?: number;
  readonly hangingMs?: number;
}

/** Whether the process can do its work, and whether it still wants any. */
export class HealthMonitor {
  private isDraining = false;
  private started = false;
  private latest: { readonly at: number; readonly report: Promise<HealthReport> } | undefined;
  private readonly running = new Map<HealthCheck, { readonly at: number; readonly outcome: Promise<void> }>();
  private readonly cacheMs: number;
  private readonly hangingMs: number;

  constructor(
    private readonly checks: readonly HealthCheck[],
    private readonly logger?: Logger,
    { cacheMs = CACHE_MS, hangingMs = HANGING_MS }: Options = {},
  ) {
    this.cacheMs = cacheMs;
    this.hangingMs = hangingMs;
  }

  /** Reports from now on that the process is not ready, so that load balancers send it no more work while it finishes. */
  drain(): void {
    this.isDraining = true;
  }

  get draining(): boolean {
    return this.isDraining;
  }

  /** Runs all checks in parallel. Callers at about the same time share a run, so that probes cannot flood the database. */
  report(): Promise<HealthReport> {
    if (this.draining) return Promise.resolve({ status: 'draining', checks: {} });
    if (!this.latest || performance.now() - this.latest.at >= this.cacheMs) {
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

  /** Ready from the first time that the process was ready: orchestrators wait for this before they use the other probes. */
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
      const timeout = () => new HealthCheckTimeout(`${name} did not answer within ${timeoutMs} ms`);
      await withTimeLimit(this.begin(check), timeoutMs, timeout);
      return [check.name, { status: 'ok', duration_ms: elapsed() }];
    } catch (err) {
      this.logger?.warn({ check: check.name, error: describeError(err) }, 'health check failed');
      const reason = err instanceof HealthCheckTimeout ? 'timeout' : 'error';
      return [check.name, { status: 'failed', duration_ms: elapsed(), reason }];
    }
  }

  /** Does not start a check again while it hangs, because each run would hold a connection. */
  private begin(check: HealthCheck): Promise<void> {
    const before = this.running.get(check);
    if (before && performance.now() - before.at < this.hangingMs) return before.outcome;
    const begun = { at: performance.now(), outcome: check.check() };
    this.running.set(check, begun);
    const forget = () => {
      if (this.running.get(check) === begun) this.running.delete(check);
    };
    begun.outcome.then(forget, forget);
    return begun.outcome;
  }
}

class HealthCheckTimeout extends Error {
  override readonly name = 'HealthCheckTimeout';
}
