import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { ProcessIdentity, ProcessKind, ProcessSample } from '@roster/domain';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { HealthMonitor } from '../health/health-monitor.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Who this process is, from its start to its end: in its samples, its metrics and its traces. */
export function identifyProcess(kind: ProcessKind): ProcessIdentity {
  const id = `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`;
  return { kind, id, version, startedAt: new Date() };
}

/** The connections of a process, read when they are asked for; undefined while there is no pool. */
export type PoolReader = () => ProcessSample['pool'];

/** The metrics that every process has. Each process has a registry of its own; nothing is global. */
export function createRegistry({ kind, version }: ProcessIdentity): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'roster_build_info',
    help: 'Always 1; which kind of process in which version this is.',
    labelNames: ['kind', 'version'],
    registers: [registry],
  }).set({ kind, version }, 1);
  return registry;
}

export function watchPool(registry: Registry, readPool: PoolReader): void {
  new Gauge({
    name: 'roster_database_connections',
    help: 'Connections of the pool, by what they do: busy or idle.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { total, idle } = readPool() ?? { total: 0, idle: 0 };
      this.set({ state: 'busy' }, total - idle);
      this.set({ state: 'idle' }, idle);
    },
  });
  new Gauge({
    name: 'roster_database_connection_waiters',
    help: 'Callers that wait for a connection of the pool.',
    registers: [registry],
    collect() {
      this.set(readPool()?.waiting ?? 0);
    },
  });
}

/** Runs the health checks when it is asked for: they share one run with probes at the same time. */
export function watchReadiness(registry: Registry, monitor: HealthMonitor): void {
  new Gauge({
    name: 'roster_ready',
    help: '1 while the process is ready, else 0.',
    registers: [registry],
    async collect() {
      this.set((await monitor.report()).status === 'ready' ? 1 : 0);
    },
  });
}

/** A counter that somebody else keeps. */
export function watchDroppedRecords(registry: Registry, readDropped: () => number): void {
  let told = 0;
  new Counter({
    name: 'roster_change_records_dropped_total',
    help: 'Requests for changes that operators cannot look up: there was no room, or the database refused the record.',
    registers: [registry],
    collect() {
      const dropped = readDropped();
      this.inc(dropped - told);
      told = dropped;
    },
  });
}
