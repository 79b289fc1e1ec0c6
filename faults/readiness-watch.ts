import { setTimeout as delay } from 'node:timers/promises';
import type { App, AppProcess } from '@roster/testing';
import type { Stack } from './stack.js';

const POLL_MS = 250;
const PROBE_TIMEOUT_MS = 3_000;

interface Probe {
  readonly ready: boolean;
  /** Checks that failed; "no answer" when the process did not say. */
  readonly failing: readonly string[];
}

/** Asks every process of a stack whether it is ready, again and again, as an orchestrator does. */
export class ReadinessWatch {
  private readonly latest = new Map<AppProcess, Probe>();
  /** Since `begin`, by app: the checks that were told to fail. */
  private told = new Map<App, Set<string>>();
  private stopped = false;
  private readonly polling: Promise<void>;

  constructor(private readonly stack: Stack) {
    this.polling = this.poll();
  }

  /** Forgets what was told before: from now on there is a fault. */
  begin(): void {
    this.told = new Map();
  }

  /** What processes said to be missing, like `api: replies, queue`; null when all said that they were ready. */
  get toldMissing(): string | null {
    const apps = [...this.told].map(([app, checks]) => `${app}: ${[...checks].sort().join(', ')}`);
    return apps.length === 0 ? null : apps.sort().join('; ');
  }

  /** Nodes of the API that were ready when they were last asked: those that a load balancer sends requests to. */
  get readyNodes(): AppProcess[] {
    return this.stack.apis.filter((api) => this.latest.get(api)?.ready ?? true);
  }

  /** Resolves when every process that runs is ready. @throws when one is not within `limitMs` */
  async allReady(limitMs: number): Promise<void> {
    const deadline = performance.now() + limitMs;
    for (;;) {
      const probes = await Promise.all(this.running.map((service) => this.ask(service)));
      const missing = probes.filter(({ ready }) => !ready).flatMap(({ failing }) => failing);
      if (missing.length === 0) return;
      if (performance.now() > deadline) throw new Error(`Still not ready after the fault: ${missing.join(', ')}`);
      await delay(POLL_MS);
    }
  }

  async close(): Promise<void> {
    this.stopped = true;
    await this.polling;
  }

  private get running(): AppProcess[] {
    return this.stack.services.filter(({ alive }) => alive);
  }

  private async poll(): Promise<void> {
    while (!this.stopped) {
      await Promise.all(this.running.map((service) => this.ask(service)));
      await delay(POLL_MS);
    }
  }

  private async ask(service: AppProcess): Promise<Probe> {
    const probe = await probeOf(service);
    this.latest.set(service, probe);
    if (!probe.ready && service.alive) {
      const checks = this.told.get(service.app) ?? new Set();
      for (const check of probe.failing) checks.add(check);
      this.told.set(service.app, checks);
    }
    return probe;
  }
}

async function probeOf(service: AppProcess): Promise<Probe> {
  try {
    const response = await fetch(`${service.url}/health/ready`, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    const { status, checks = {} } = (await response.json()) as {
      status: string;
      checks?: Record<string, { status: string }>;
    };
    const failing = Object.entries(checks).filter(([, check]) => check.status !== 'ok');
    return {
      ready: response.ok,
      failing: response.ok ? [] : failing.length > 0 ? failing.map(([name]) => name) : [status],
    };
  } catch {
    return { ready: false, failing: ['no answer'] };
  }
}
