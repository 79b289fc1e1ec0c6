import type { CostResult, MeasuredLoad } from '../measurements/cost.js';
import { type Layout, simulate } from '../simulate/roster-model.js';
import { type ServiceTimes, serviceTimes } from '../simulate/service-times.js';
import { storedBytes, totalCpu } from './cost-tables.js';
import { count, type Row, type Table } from './table.js';

/** How much of the processors may be used: beyond that latencies grow. */
const USABLE = 0.7;

/** The average load of a day, as a share of what the machines carry. */
const AVERAGE = 0.1;

const SECONDS_PER_DAY = 86_400;
const HOURS_PER_MONTH = 730;
const GB = 1e9;

/**
 * List prices in US dollars, an assumption: on-demand machines of Amazon EC2's m7i family in us-east-1 (0.0504 for an hour of
 * one virtual processor with 4 GiB) and gp3 volumes (0.08 for a GB and month), as published in June 2026. They were not
 * looked up at their source.
 */
const PRICES = { coreHour: 0.0504, storedGbMonth: 0.08, asOf: 'June 2026' };

const MACHINES = [2, 8, 64];

/** The layouts that the simulation is asked about: machines of two cores, but for Postgres. */
const LAYOUTS: readonly (Pick<Layout, 'apis' | 'workers' | 'shards' | 'connections'> & {
  readonly postgres: number;
})[] = [
  { apis: 1, workers: 1, shards: 1, postgres: 2, connections: 256 },
  { apis: 2, workers: 2, shards: 1, postgres: 4, connections: 512 },
  { apis: 5, workers: 3, shards: 1, postgres: 8, connections: 1_280 },
  { apis: 10, workers: 4, shards: 1, postgres: 8, connections: 2_560 },
  { apis: 10, workers: 8, shards: 3, postgres: 16, connections: 2_560 },
];

/** From one machine to another in the same zone, in microseconds. */
const NETWORK_US = 100;

export function capacityTables(cost: CostResult): Table[] {
  return [simulationTable(cost), nodesTable(cost), machinesTable(cost), largeTable(cost)];
}

/** The greatest deviation of the simulated median latency from the measured one, as a share of it. */
export function simulationError(cost: CostResult): number {
  return Math.max(...simulated(cost).map(({ load, result }) => Math.abs(result.p50 / load.p50 - 1)));
}

function simulated({ loads }: CostResult) {
  const times = timesOf(loads);
  return loads.map((load) => ({ load, result: simulate(times, oneMachine(load)) }));
}

/** As it was measured. */
function oneMachine({ connections, cores: all, otherCores }: MeasuredLoad): Layout {
  const left = Math.max(0.5, all - otherCores);
  const cores = { api: left, worker: left, postgres: left, redis: left };
  return { cores, together: true, apis: 1, workers: 1, shards: 1, connections, network: 0 };
}

function timesOf(loads: readonly MeasuredLoad[]): ServiceTimes {
  const single = loads.find(({ connections }) => connections === 1);
  return serviceTimes(loads, (times) => (single ? simulate(times, oneMachine(single)).p50 : Number.NaN));
}

function simulationTable(cost: CostResult): Table {
  const rows = simulated(cost).map(
    ({ load, result }): Row => [
      String(load.connections),
      count(load.perSecond),
      count(result.perSecond),
      (result.perSecond / load.perSecond).toFixed(2),
      load.p50.toFixed(2),
      result.p50.toFixed(2),
      (result.p50 / load.p50).toFixed(2),
      load.commandsPerBatch.toFixed(1),
      result.commandsPerBatch.toFixed(1),
    ],
  );
  return {
    title: 'Measured, and simulated',
    rows: [
      ['connections', 'adds/s', 'simulated', '÷', 'p50, ms', 'simulated', '÷', 'adds per batch', 'simulated'],
      ...rows,
    ],
    note: `Everything on one machine. From the measurement the simulation takes CPU times and the wait for the disk; of the latencies only that at one connection. Cores that were busy with something else are left out: ${cost.loads.map(({ otherCores }) => otherCores.toFixed(2)).join(', ')}.`,
  };
}

function nodesTable({ loads }: CostResult): Table {
  const times = timesOf(loads);
  const rows = LAYOUTS.map(({ postgres, ...rest }): Row => {
    const cores = { api: 2, worker: 2, postgres, redis: 2 };
    const { perSecond, p50, load } = simulate(times, { ...rest, cores, together: false, network: NETWORK_US });
    const percent = (share: number) => `${Math.round(share * 100)} %`;
    const { apis, workers, shards, connections } = rest;
    return [
      String(apis),
      String(workers),
      String(shards),
      String(postgres),
      count(connections),
      count(perSecond),
      p50.toFixed(1),
      percent(load.api),
      percent(load.worker),
      percent(load.postgres),
      percent(load.redis),
    ];
  });
  return {
    title: 'Several machines, simulated',
    rows: [
      [
        'APIs',
        'workers',
        'Redis',
        'cores of Postgres',
        'connections',
        'adds/s',
        'p50, ms',
        'API',
        'worker',
        'Postgres',
        'Redis busy',
      ],
      ...rows,
    ],
    note: `Each process on a machine of its own, ${NETWORK_US} µs from every other; the last columns are the share of time that their threads, and the cores of Postgres, are busy. Not measured: there was one machine. The simulation knows no locks inside Postgres.`,
  };
}

function machinesTable({ roster }: CostResult): Table {
  const total = totalCpu(roster);
  const { lasting, passing } = storedBytes(roster);
  const processes = (perSecond: number, cpu = 0) => String(Math.max(1, Math.ceil((perSecond * cpu) / (USABLE * 1e6))));
  const rows = MACHINES.map((cores): Row => {
    const perSecond = (cores * USABLE * 1e6) / total;
    const perDay = perSecond * AVERAGE * SECONDS_PER_DAY;
    const lastingPerMonth = (perDay * 30 * lasting) / GB;
    const machine = cores * PRICES.coreHour * HOURS_PER_MONTH;
    return [
      String(cores),
      count(perSecond),
      processes(perSecond, roster.cpu.api),
      processes(perSecond, roster.cpu.worker),
      processes(perSecond, roster.cpu.redis),
      ((perSecond * (roster.cpu.postgres ?? 0)) / 1e6).toFixed(1),
      ((perSecond * roster.wal) / 1e6).toFixed(1),
      count(lastingPerMonth),
      count((perDay * passing) / GB),
      `$${count(machine)}`,
      `$${count(12 * lastingPerMonth * PRICES.storedGbMonth)}`,
      `$${((machine / (perDay * 30)) * 1e6).toFixed(2)}`,
    ];
  });
  return {
    title: 'What a machine carries',
    rows: [
      [
        'cores',
        'adds/s',
        'APIs',
        'workers',
        'Redis',
        'cores of Postgres',
        'WAL, MB/s',
        'GB kept, a month',
        'GB deleted later, a day',
        'machine, a month',
        'volume after a year, a month',
        'a million adds',
      ],
      ...rows,
    ],
    note: `Computed from the CPU time of an add at 64 connections, with ${USABLE * 100} % of the cores used at the peak and ${AVERAGE * 100} % of the peak on average; the load comes from elsewhere. Prices are an assumption: $${PRICES.coreHour} for a core and hour, $${PRICES.storedGbMonth} for a GB and month (${PRICES.asOf}); without a standby, backups and traffic.`,
  };
}

const MEMBERSHIPS = 1e9;
const ORGANIZATIONS = 10_000;
/** Of each person, on average. */
const MEMBERSHIPS_PER_PERSON = 3;
/** What one Postgres is to hold: a restore of it takes about an hour. */
const CELL_GB = 500;

function largeTable({ roster, personBytes }: CostResult): Table {
  const of = (name: string, rows: number) => (rows * (roster.stored[name] ?? 0)) / GB;
  const people = (MEMBERSHIPS / MEMBERSHIPS_PER_PERSON / GB) * personBytes;
  const [members, audit] = [of('department_members', MEMBERSHIPS), of('audit_events', MEMBERSHIPS)];
  const cells = Math.ceil((people + members + audit) / CELL_GB);
  return {
    title: `${count(MEMBERSHIPS)} memberships of ${count(ORGANIZATIONS)} organizations`,
    rows: [
      ['what', 'value'],
      ['memberships, GB', count(members)],
      ['their audit events, GB', count(audit)],
      [`people, ${MEMBERSHIPS_PER_PERSON} memberships each, GB`, count(people)],
      [`cells of ${CELL_GB} GB at most`, count(cells)],
      ['organizations in a cell', count(ORGANIZATIONS / cells)],
      ['memberships in a cell', count(MEMBERSHIPS / cells)],
      [
        'their volumes, with one standby each, a month',
        `$${count((people + members + audit) * 2 * PRICES.storedGbMonth)}`,
      ],
    ],
  };
}
