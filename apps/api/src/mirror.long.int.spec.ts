import { randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '@roster/local-stack';
import { Roster, RosterError } from '@roster/sdk';
import { AppProcess, openTestDatabase, type TestDatabase } from '@roster/testing';
import { transformFileSync } from '@swc/core';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const organization = { organizationId: 'org_xyz789' };
const DEPARTMENTS = ['dept_abc123', 'dept_plat01', 'dept_root01'];
const PEOPLE = Array.from({ length: 9 }, (_, index) => `usr_demo00${index + 1}`);
const WRITERS = 4;
const KILLS = 8;
const PAUSE_MS = 500;
const RESTART_MS = 200;

/** A process that is started again each time it ends. */
class Supervised {
  starts = 0;
  private readonly past: string[] = [];
  private process: AppProcess | undefined;
  private stopped = false;
  private readonly running: Promise<void>;

  constructor(private readonly start: () => AppProcess) {
    this.running = this.run();
  }

  /** The output of all of them. */
  get lines(): string[] {
    return [...this.past, ...(this.process?.lines ?? [])];
  }

  /** Resolves when it is ready. */
  async up(): Promise<void> {
    while (
      !(await this.process?.ready.then(
        () => true,
        () => false,
      ))
    )
      await delay(20);
  }

  kill(): void {
    this.process?.signal('SIGKILL');
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.kill();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.starts += 1;
      this.process = this.start();
      await this.process.ended();
      this.past.push(...this.process.lines);
      this.process = undefined;
      await delay(RESTART_MS);
    }
  }
}

let database: TestDatabase;
let folder: string;
let roster: Roster;
let supervised: Record<'api' | 'worker' | 'mirror', Supervised>;
let mirrorLines: () => string[];

beforeAll(async () => {
  database = await openTestDatabase();
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
  // Below the packages that it imports.
  folder = mkdtempSync(join(root, 'node_modules', '.cache', 'mirror-'));
  const mirror = join(folder, 'mirror.mjs');
  const { code } = transformFileSync(join(root, 'docs', 'examples', 'mirror.ts'), {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'es6' },
  });
  writeFileSync(mirror, code);

  const PORT = String(await freePort());
  const baseUrl = `http://127.0.0.1:${PORT}`;
  roster = new Roster({ baseUrl, apiKey: database.demo.token, timeout: 5_000 });
  const own = { DATABASE_URL: database.url, RATE_LIMIT_PER_MINUTE: '0', PORT };
  const ofMirror = {
    ROSTER_URL: baseUrl,
    ROSTER_API_KEY: database.demo.token,
    ROSTER_ORGANIZATION: organization.organizationId,
    MIRROR_DATABASE_URL: database.ownerUrl,
  };
  supervised = {
    api: new Supervised(() => new AppProcess('api', own)),
    worker: new Supervised(() => new AppProcess('worker', own)),
    mirror: new Supervised(() => new AppProcess('worker', ofMirror, mirror)),
  };
  mirrorLines = () => supervised.mirror.lines;
}, 30_000);

afterAll(async () => {
  await Promise.all(Object.values(supervised ?? {}).map((one) => one.stop()));
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

const oneOf = (values: readonly string[]) => values[randomInt(values.length)] ?? '';

let over = false;

/** Adds and removes while there are kills. How many changes were answered. */
async function write(): Promise<number> {
  let answered = 0;
  while (!over) {
    const member = { ...organization, departmentId: oneOf(DEPARTMENTS), userId: oneOf(PEOPLE) };
    const { departments } = roster;
    const change: Promise<unknown> =
      randomInt(2) === 0 ? departments.putMember(member) : departments.removeMember(member);
    // A refusal is an answer, too: many add who is there, or remove who is not.
    answered += await change.then(
      () => 1,
      (error) => (error instanceof RosterError && error.status > 0 ? 1 : 0),
    );
  }
  return answered;
}

/** Kills one after the other, each when it works again. */
async function kill(): Promise<void> {
  const { mirror, api, worker } = supervised;
  for (let turn = 0; turn < KILLS; turn++) {
    await api.up();
    await worker.up();
    await delay(PAUSE_MS);
    [mirror, api, mirror, worker][turn % 4]?.kill();
  }
  over = true;
}

async function rowsOf(table: string): Promise<string[]> {
  const rows: { membership: string }[] = await database.owner.query(
    `SELECT department_id || ' ' || user_id AS membership FROM ${table}`,
  );
  return rows.map(({ membership }) => membership).sort();
}

async function untilEqual(): Promise<string[]> {
  for (;;) {
    const [copy, members] = [await rowsOf('mirror_members'), await rowsOf('department_members')];
    if (copy.join() === members.join()) return copy;
    await delay(100);
  }
}

const verdicts = (departmentId: string) =>
  mirrorLines()
    .filter((line) => line.startsWith(`${departmentId}: `))
    .map((line) => (line.endsWith('in step') ? 'in step' : 'different'));

async function untilLast(departmentId: string, verdict: string): Promise<void> {
  while (verdicts(departmentId).at(-1) !== verdict) await delay(100);
}

describe('the mirror', () => {
  it('stays in step while it, the API and the worker are killed', async () => {
    const [, ...answered] = await Promise.all([kill(), ...Array.from({ length: WRITERS }, write)]);
    expect(answered.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(20);
    for (const { starts } of Object.values(supervised)) expect(starts).toBeGreaterThan(1);
    expect((await untilEqual()).length).toBeGreaterThan(0);
    for (const departmentId of DEPARTMENTS) {
      await untilLast(departmentId, 'in step');
      const all = verdicts(departmentId);
      // Only what was read while it changed may be ahead of its cursor.
      expect(all.slice(all.indexOf('in step'))).not.toContain('different');
    }
  }, 90_000);

  it('notices when its copy is wrong, and mends it', async () => {
    const departmentId = 'dept_abc123';
    const change = { ...organization, departmentId, userId: 'usr_demo001' };
    await roster.departments.putMember(change);
    await roster.departments.putMember({ ...change, userId: 'usr_demo002' });
    await untilEqual();
    await untilLast(departmentId, 'in step');
    await database.owner.query(`DELETE FROM mirror_members WHERE department_id = $1 AND user_id = 'usr_demo002'`, [
      departmentId,
    ]);
    await roster.departments.removeMember(change);
    while (!verdicts(departmentId).slice(-5).includes('different')) await delay(50);
    await untilLast(departmentId, 'in step');
    expect(await untilEqual()).toContain('dept_abc123 usr_demo002');
  }, 30_000);
});
