import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ChangeRequestReader, createDataSource, migrate, ProcessSampleReader, seedDemo } from '@roster/database';
import {
  type LocalPostgres,
  type LocalRedis,
  redisAvailable,
  runningUrlOf,
  startRedis,
  startTestPostgres,
} from '@roster/local-stack';
import { AppProcess } from '@roster/testing';
import { parse } from 'yaml';
import { openOtlpReceiver } from './otlp-receiver.js';
import { metricsOf, metricsShown } from './promql.js';

const DEPLOY = join(import.meta.dirname, '..', 'deploy');
const ALERTS = join(DEPLOY, 'prometheus', 'alerts.yaml');
const TOKEN = 'roster_signals_7c1f0e9a4b';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const ORGANIZATION = '/v1/organizations/org_xyz789';
const MEMBERS = `${ORGANIZATION}/departments/dept_abc123/members`;

/** What an API and a worker tell of themselves while they are used, each as a process of its own. */
describe('API and worker in use', () => {
  let postgres: LocalPostgres;
  let redis: LocalRedis | null = null;
  let collector: Awaited<ReturnType<typeof openOtlpReceiver>>;
  let database: ReturnType<typeof createDataSource>;
  let api: AppProcess;
  let worker: AppProcess;
  let url: string;

  const request = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : (JSON.stringify(body) ?? null),
    });

  beforeAll(async () => {
    postgres = await startTestPostgres();
    redis = redisAvailable() ? await startRedis() : null;
    const databaseUrl = runningUrlOf(postgres.url);
    await migrate(postgres.url, databaseUrl);
    await seedDemo(databaseUrl, { token: TOKEN });
    database = await createDataSource(postgres.url, { poolSize: 2 }).initialize();
    collector = await openOtlpReceiver();
    const env = {
      DATABASE_URL: databaseUrl,
      REDIS_URL: redis?.url ?? '',
      METRICS_PORT: '0',
      LOG_LEVEL: 'trace',
      LOG_PRETTY: 'false',
      DRAIN_DELAY_MS: '1000',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_TRACES_SAMPLER_ARG: '',
    };
    worker = new AppProcess('worker', env);
    // No standby, so it is not used, and that is what its metrics say.
    api = await AppProcess.start('api', { ...env, DATABASE_READ_URL: databaseUrl });
    await worker.ready;
    url = api.url;
    await use();
  });

  afterAll(async () => {
    await Promise.all([api?.stop(), worker?.stop()]);
    await database?.destroy();
    await collector?.close();
    await redis?.stop();
    await postgres?.stop();
  });

  /** A bit of everything that a caller does, right and wrong, with personal data and secrets wherever there can be some. */
  async function use(): Promise<void> {
    const traced = { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` };
    expect((await request('POST', MEMBERS, { user_id: 'usr_def456' }, traced)).status).toBe(201);
    expect((await request('POST', MEMBERS, { user_id: 'usr_def456' })).status).toBe(409);
    expect((await request('POST', MEMBERS, { user_id: 'usr_nobody' })).status).toBe(404);
    expect((await request('POST', MEMBERS, { user_id: 'jane@company.com' })).status).toBe(422);
    expect(
      (await request('POST', MEMBERS, {}, { authorization: 'Bearer roster_wrong_wrong_wrong_wrong' })).status,
    ).toBe(401);
    expect((await request('GET', `${MEMBERS}?q=jane@company.com`)).status).toBe(200);
    const numbers = Array.from({ length: 40 }, (_, index) => String(index + 1).padStart(3, '0'));
    await Promise.all(numbers.map((number) => request('POST', MEMBERS, { user_id: `usr_demo${number}` })));
    // The worker may be faster than the promise.
    const removed = await request('DELETE', `${MEMBERS}/usr_demo001`, undefined, { prefer: 'respond-async' });
    expect([202, 204]).toContain(removed.status);
    const csv = { 'content-type': 'text/csv', prefer: 'wait=10' };
    expect((await request('POST', `${MEMBERS}/bulk`, 'email\nperson041@company.com\n', csv)).status).toBe(200);
    const person = { full_name: 'Olga Owner', email: 'olga@acme.example' };
    expect((await request('POST', `${ORGANIZATION}/members`, person)).status).toBe(201);
    expect((await request('POST', `${ORGANIZATION}/members`, person)).status).toBe(409);
    const key = { name: 'second', scopes: ['members:read'] };
    expect((await request('POST', `${ORGANIZATION}/api-keys`, key)).status).toBe(201);
  }

  it('the request that a caller knows by its trace id is recorded with job and times', async () => {
    const reader = new ChangeRequestReader(database);
    const find = () => reader.find('trace_id', TRACE, 2);
    while ((await find()).length === 0);
    expect(await find()).toMatchObject([
      { operation_id: expect.stringMatching(/^op_/), job_id: expect.any(String), status: 201, user_id: 'usr_def456' },
    ]);
    const alive = await new ProcessSampleReader(database).liveProcesses();
    expect(alive.map(({ process_kind }) => process_kind)).toEqual(['api', 'worker']);
  });

  it('every metric that an alert or the dashboard asks for is shown by one of them', async () => {
    const texts = await Promise.all(
      [api, worker].map(async (service) => (await fetch(String((await service.ready).metricsUrl))).text()),
    );
    const shown = new Set(['up', ...texts.flatMap(metricsShown)]);
    const asked = [...alertExpressions(), ...dashboardExpressions()].flatMap(metricsOf);
    expect(asked.length).toBeGreaterThan(50);
    expect([...new Set(asked)].filter((name) => !shown.has(name))).toEqual([]);
    // What was used above was counted, with labels that do not grow with the number of ids.
    expect(texts[0]).toMatch(/roster_changes_total\{kind="member.add",outcome="added"\} 41/);
    expect(texts[0]).toContain('route="/v1/organizations/{organization_id}/departments/{department_id}/members"');
    expect(texts.join('')).not.toMatch(/dept_abc123|org_xyz789|usr_/);
  });

  it('every alert has a summary, a severity and its place in the runbook', () => {
    for (const { alert, labels, annotations } of alerts()) {
      expect([alert, labels.severity]).toEqual([alert, expect.stringMatching(/^(page|ticket)$/)]);
      expect(annotations.summary.length).toBeGreaterThan(20);
      expect(annotations.runbook_url).toBe(`docs/operations.md#${alert.toLowerCase()}`);
    }
  });

  const promtool = spawnSync('promtool', ['--version'], { stdio: 'ignore' }).status === 0;
  const fires = 'each alert fires when it is to, says what it is to, and is silent when all is well';
  if (!promtool) it.skip(`${fires} (no promtool)`, () => undefined);
  else
    it(fires, () => {
      expect(execFileSync('promtool', ['check', 'rules', ALERTS], { encoding: 'utf8' })).toContain('SUCCESS');
      const tests = ALERTS.replace('.yaml', '.test.yaml');
      expect(execFileSync('promtool', ['test', 'rules', tests], { encoding: 'utf8' })).toContain('SUCCESS');
      const tested = new Set(readFileSync(tests, 'utf8').match(/(?<=^ +alertname: )\w+$/gm));
      expect([...tested].sort()).toEqual(
        alerts()
          .map(({ alert }) => alert)
          .sort(),
      );
    });

  it('drains when it is to stop: not ready any more, but it serves on for a while', async () => {
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    api.signal('SIGTERM');
    while ((await fetch(`${url}/health/ready`)).status === 200);
    expect(await (await fetch(`${url}/health/ready`)).json()).toMatchObject({ status: 'draining' });
    expect((await request('POST', MEMBERS, { user_id: 'usr_def456' })).status).toBe(409);
    expect((await fetch(`${url}/health/startup`)).status).toBe(200);
    expect(await Promise.all([api.stop(), worker.stop()])).toEqual([0, 0]);
  });

  it('sends the trace of an add over both processes, and nothing gets lost when they stop', () => {
    const trace = collector.spans.filter(({ traceId }) => traceId === TRACE);
    const nameOf = (id: string | undefined) => trace.find(({ spanId }) => spanId === id)?.name ?? null;
    const tree = trace.map(({ service, name, parentSpanId }) => `${service}: ${nameOf(parentSpanId)} > ${name}`);
    const route = 'POST /v1/organizations/{organization_id}/departments/{department_id}/members';
    expect(tree.sort()).toEqual([
      `roster-api: ${route} > send membership.apply`,
      `roster-api: ${route} > submit member.add`,
      `roster-api: null > ${route}`,
      `roster-worker: ${route} > process membership.apply`,
      'roster-worker: apply > batch',
      'roster-worker: batch > COMMIT',
      'roster-worker: batch > apply-memberships',
      'roster-worker: batch > reply',
      'roster-worker: process membership.apply > apply',
    ]);
  });

  it('logs no e-mail address, token or password, and names trace and organization with every operation', () => {
    const lines = [...api.lines, ...worker.lines];
    const password = new URL(runningUrlOf(postgres.url)).password;
    expect(password.length).toBeGreaterThan(5);
    const secrets = [TOKEN, 'roster_wrong', password, 'Olga Owner', 'Jane Smith'];
    expect(lines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
    expect(lines.filter((line) => /[\w.+-]+@[\w-]+\.\w+/.test(line))).toEqual([]);

    const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const ofChanges = objects.flatMap((object) => [object, ...((object.changes as typeof objects) ?? [])]);
    const withOperation = ofChanges.filter(({ operation_id }) => operation_id !== undefined);
    expect(withOperation.length).toBeGreaterThan(80);
    expect(withOperation.filter((line) => !line.trace_id || !line.organization_id)).toEqual([]);
    // The operation that is known by its trace was told of by both.
    const told = objects.filter(({ trace_id, operation_id }) => trace_id === TRACE && operation_id !== undefined);
    expect(new Set(told.map(({ name }) => name))).toEqual(new Set(['api', 'worker']));
  });
});

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook_url: string };
}

function alerts(): Alert[] {
  const { groups } = parse(readFileSync(ALERTS, 'utf8')) as { groups: { rules: Alert[] }[] };
  return groups.flatMap(({ rules }) => rules);
}

function alertExpressions(): string[] {
  return alerts().map(({ expr }) => expr);
}

function dashboardExpressions(): string[] {
  const { panels } = JSON.parse(readFileSync(join(DEPLOY, 'grafana', 'roster.json'), 'utf8')) as {
    panels: { targets?: { expr: string }[] }[];
  };
  return panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
}
