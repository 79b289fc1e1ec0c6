import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LoadOptions } from '../load/load.js';
import { commandWorks } from '../load/run-load.js';
import { median, quantile } from '../report/statistics.js';
import { cpuPerAdd, cpuTime } from '../stack/cpu-time.js';
import { queries } from '../stack/query.js';
import { DEPARTMENT, ORGANIZATION, type Stack } from '../stack/stack.js';
import { type Contender, type Measured, NotMeasurable, type OpenContender } from './contender.js';
import { ROSTER_RESET } from './roster-contender.js';

const run = promisify(execFile);

/** The server's connections are shared with the other contenders, who wait but hold theirs. */
const MOST_CLIENTS = 64;

const INSERT = `
INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
VALUES ('${DEPARTMENT}', 'usr_b' || nextval('bench_person'), '${ORGANIZATION}', now(), 'pgbench');
`;

/** The bare insert, prepared, without HTTP, checks or JavaScript: what the database itself can do. */
export const pgbenchContender: Contender = {
  name: 'pgbench',
  title: 'pgbench, the bare insert',
  missing: () => (commandWorks('pgbench', '--version') ? null : 'no pgbench on the PATH'),
  async open(stack) {
    const databaseUrl = await stack.database('pgbench');
    await queries(databaseUrl, ['CREATE SEQUENCE bench_person']);
    const folder = mkdtempSync(join(tmpdir(), 'roster-pgbench-'));
    writeFileSync(join(folder, 'insert.sql'), INSERT);
    return new Pgbench(stack, databaseUrl, folder);
  },
};

class Pgbench implements OpenContender {
  constructor(
    private readonly stack: Stack,
    private readonly databaseUrl: string,
    private readonly folder: string,
  ) {}

  async measure({ connections, seconds }: LoadOptions): Promise<Measured> {
    if (connections > MOST_CLIENTS) throw new NotMeasurable(`pgbench gets ${MOST_CLIENTS} connections at most`);
    const reset = [...ROSTER_RESET, 'ALTER SEQUENCE bench_person RESTART'];
    await queries(this.databaseUrl, [...reset, 'VACUUM ANALYZE', 'CHECKPOINT']);
    const { hostname, port, username, password, pathname } = new URL(this.databaseUrl);
    const connection = ['-h', hostname, '-p', port, '-U', username];
    const load = ['-c', connections, '-j', Math.min(connections, 2), '-T', seconds, '-M', 'prepared', '-n'].map(String);
    const cpuBefore = cpuTime(this.stack, []);
    const { stdout } = await run('pgbench', [...connection, ...load, '-f', 'insert.sql', '--log', pathname.slice(1)], {
      cwd: this.folder,
      env: { ...process.env, PGPASSWORD: decodeURIComponent(password) },
    });
    const cpuAfter = cpuTime(this.stack, []);
    const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
    const latencies = this.takeLatencies();
    if (!(perSecond > 0) || !/failed transactions: 0 /.test(stdout)) throw new Error(`pgbench failed:\n${stdout}`);
    return {
      requests: latencies.length,
      refused: 0,
      broken: 0,
      perSecond,
      p50: median(latencies),
      p99: quantile(latencies, 0.99),
      cpuPerAdd: cpuPerAdd(cpuBefore, cpuAfter, latencies.length),
    };
  }

  async close(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    await this.stack.dropDatabase(this.databaseUrl);
  }

  /** Every transaction is a line of a log; its third field is how long it took, in microseconds. */
  private takeLatencies(): number[] {
    const logs = readdirSync(this.folder).filter((name) => name.startsWith('pgbench_log.'));
    return logs.flatMap((name) => {
      const file = join(this.folder, name);
      const lines = readFileSync(file, 'utf8').trim().split('\n');
      rmSync(file);
      return lines.map((line) => Number(line.split(' ')[2]) / 1_000);
    });
  }
}
