import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { ProcessIdentity, ProcessKind, ProcessSample } from '@roster/domain';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { HealthMonitor } from '../health/health-monitor.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The identity of this process in samples, metrics and traces. It is new at every start. */
export function identifyProcess(kind: ProcessKind): ProcessIdentity {
  const id = `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`;
  return { kind, id, version, startedAt: new Date() };
}

/** Reads the number of connections; undefined while there is no pool. */
export type PoolReader = () => ProcessSample['pool'];

/** A registry with the metrics that every process has. Nothing is registered globally. */
export function createRegistry({ kind, version }: ProcessIdentity): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'roster_build_info',
    help: 'Always 1; the labels are the kind of process and its version.',
    labelNames: ['kind', 'version'],
    registers: [registry],
  }).set({ kind, version }, 1);
  return registry;
}

/** Adds a gauge that is read at every scrape. */
export function watchNumber(
  registry: Registry,
  name: string,
  help: string,
  read: () => number | Promise<number>,
): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await read());
    },
  });
}

export function watchPool(registry: Registry, readPool: PoolReader): void {
  new Gauge({
    name: 'roster_database_connections',
    help: 'Connections of the pool, by state: busy or idle.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { total, idle } = readPool() ?? { total: 0, idle: 0 };
      this.set({ state: 'busy' }, total - idle);
      this.set({ state: 'idle' }, idle);
    },
  });
  watchNumber(
    registry,
    'roster_database_connection_waiters',
    'Callers waiting for a connection from the pool.',
    () => readPool()?.waiting ?? 0,
  );
}

/** Runs the health checks at every scrape; probes at the same time share the run. */
export function watchReadiness(registry: Registry, monitor: HealthMonitor): void {
  const isReady = async () => ((await monitor.report()).status === 'ready' ? 1 : 0);
  watchNumber(registry, 'roster_ready', '1 while the process is ready, otherwise 0.', isReady);
}

/** Adds a counter of what is counted elsewhere. */
export function watchCount(registry: Registry, name: string, help: string, read: () => number): void {
  let counted = 0;
  new Counter({
    name,
    help,
    registers: [registry],
    collect() {
      const count = read();
      this.inc(count - counted);
      counted = count;
    },
  });
}

export function watchDroppedRecords(registry: Registry, readDropped: () => number): void {
  const help =
    'Requests for changes that operators cannot look up, because the buffer was full or the database refused the record.';
  watchCount(registry, 'roster_change_records_dropped_total', help, readDropped);
}
