import type { Logger } from '../logging/logger.js';
import {
  type CheckResult,
  type HealthCheck,
  HealthCheckTimeout,
  type HealthReport,
  runWithTimeLimit,
} from './health-check.js';

/** Knows whether the process can do its work, and that it no longer wants any once it drains. */
export class HealthMonitor {
  private leaving = false;
  private started = false;
  private running: Promise<HealthReport> | undefined;

  constructor(
    private readonly checks: readonly HealthCheck[],
    private readonly logger?: Logger,
  ) {}

  /** From now on not ready: the load balancer sends no more work while what is here is finished. */
  drain(): void {
    this.leaving = true;
  }

  get draining(): boolean {
    return this.leaving;
  }

  /** Runs all checks side by side. Callers at the same time share one run, so that probes cannot flood the database. */
  report(): Promise<HealthReport> {
    this.running ??= this.run().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** Ready once, started for ever: an orchestrator gives a process time until then, and asks for no more after it. */
  async startup(): Promise<HealthReport> {
    return this.started ? { status: 'ready', checks: {} } : this.report();
  }

  private async run(): Promise<HealthReport> {
    if (this.leaving) return { status: 'draining', checks: {} };
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
      await runWithTimeLimit(check);
      return [check.name, { status: 'ok', duration_ms: elapsed() }];
    } catch (err) {
      this.logger?.warn({ err, check: check.name }, 'health check failed');
      const reason = err instanceof HealthCheckTimeout ? 'timeout' : 'error';
      return [check.name, { status: 'failed', duration_ms: elapsed(), reason }];
    }
  }
}
