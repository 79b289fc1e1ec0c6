import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { chart, describeWithHelm, examples, helm, type KubernetesObject, render, renderExample } from './helm.js';

/** From run-process.ts: how long a process takes at most to finish what is in flight, in seconds. */
const STOP_SECONDS = 30;

const byKind = (objects: KubernetesObject[], kind: string) => objects.filter((object) => object.kind === kind);
const named = (objects: KubernetesObject[], kind: string, name: string) =>
  byKind(objects, kind).find(({ metadata }) => metadata.name === name);

/** The pods that objects lead to, with the names of their objects. */
function pods(objects: KubernetesObject[]) {
  return objects.flatMap((object) => {
    if (object.kind === 'Pod') return [{ name: object.metadata.name, spec: object.spec }];
    return object.spec?.template?.spec ? [{ name: object.metadata.name, spec: object.spec.template.spec }] : [];
  });
}

describeWithHelm('the chart', () => {
  const rendered = Object.fromEntries(examples.map((name) => [name, renderExample(name)]));
  const of = (name: string) => rendered[name] ?? [];

  it.each(examples)('passes helm lint --strict with %s', (name) => {
    expect(helm('lint', '--strict', chart, '--values', join(chart, '../examples', `${name}.yaml`))).toContain(
      '0 chart(s) failed',
    );
  });

  it.each(examples)('names each object once with %s', (name) => {
    const names = of(name).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(examples)('gives no pod more rights than it needs with %s', (name) => {
    for (const { spec } of pods(of(name))) {
      expect(spec).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      });
      for (const container of spec.containers)
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
    }
  });

  it.each(examples)('gives each process longer to end than it takes at most, with %s', (name) => {
    const deployments = byKind(of(name), 'Deployment');
    expect(deployments.length).toBeGreaterThanOrEqual(3);
    for (const { metadata, spec } of deployments) {
      const { env, lifecycle } = spec.template.spec.containers[0];
      const drains = ['roster-api', 'roster-slack-bot'].includes(metadata.name);
      const delay = env.find((variable: { name: string }) => variable.name === 'DRAIN_DELAY_MS')?.value ?? '5000';
      const waits = drains ? Number(delay) / 1_000 : Number(lifecycle?.preStop.exec.command[1] ?? 0);
      expect([metadata.name, waits > 0]).toEqual([metadata.name, metadata.name !== 'roster-worker']);
      const needed = STOP_SECONDS + waits;
      expect([metadata.name, spec.template.spec.terminationGracePeriodSeconds - needed]).toEqual([metadata.name, 10]);
    }
  });

  it('assumes the time to stop that the processes have', () => {
    const source = readFileSync(join(chart, '../../../packages/runtime/src/process/run-process.ts'), 'utf8');
    expect(source).toContain(`const STOP_TIMEOUT_MS = ${STOP_SECONDS}_000;`);
  });

  it('lets every selector find the pods that it is for', () => {
    const objects = of('everything');
    const labels = byKind(objects, 'Deployment').map(({ spec }) => spec.template.metadata.labels);
    const finds = (selector: Record<string, string>) =>
      labels.filter((label) => Object.entries(selector).every(([key, value]) => label[key] === value)).length;
    const selectors = [
      ...byKind(objects, 'Deployment').map(({ spec }) => spec.selector.matchLabels),
      ...byKind(objects, 'Service').map(({ spec }) => spec.selector),
      ...byKind(objects, 'PodDisruptionBudget').map(({ spec }) => spec.selector.matchLabels),
      ...byKind(objects, 'Deployment').flatMap(({ spec }) =>
        spec.template.spec.topologySpreadConstraints.map(
          (constraint: { labelSelector: { matchLabels: Record<string, string> } }) =>
            constraint.labelSelector.matchLabels,
        ),
      ),
    ];
    expect(selectors.map(finds)).toEqual(selectors.map(() => 1));
    const services = byKind(objects, 'Service').map(({ metadata }) => metadata.labels ?? {});
    const monitored = byKind(objects, 'ServiceMonitor').map(({ spec }) => Object.entries(spec.selector.matchLabels));
    const found = monitored.map((wanted) =>
      services.filter((own) => wanted.every(([key, value]) => own[key] === value)),
    );
    expect(found.map(({ length }) => length)).toEqual([1, 1, 1, 1]);
  });

  it('takes no pod out of its service for an outage that all pods share', () => {
    for (const { spec } of byKind(of('everything'), 'Deployment')) {
      const [container] = spec.template.spec.containers;
      const paths = ['startupProbe', 'livenessProbe', 'readinessProbe'].map((probe) => container[probe].httpGet.path);
      expect(paths).toEqual(['/health/startup', '/health/live', '/health/live']);
      const [{ name }] = container.ports;
      expect([container.livenessProbe.httpGet.port, container.readinessProbe.httpGet.port]).toEqual([
        'operators',
        name,
      ]);
    }
  });

  it('replaces no pod because of the version of the chart', () => {
    for (const { metadata, spec } of byKind(of('everything'), 'Deployment')) {
      expect(spec.template.metadata).toEqual({
        labels: { ...spec.selector.matchLabels, team: 'people' },
        annotations: { 'example.com/owner': 'people-platform' },
      });
      expect(metadata.annotations).toEqual({ 'reloader.stakater.com/auto': 'true' });
    }
  });

  it('asks each service in `helm test`, whose pod may reach it', () => {
    const pod = named(of('everything'), 'Pod', 'roster-test');
    expect(pod?.metadata.annotations?.['helm.sh/hook']).toBe('test');
    expect(pod?.spec.containers[0].command.slice(-3)).toEqual([
      'http://roster-api:80/health/ready',
      'http://roster-console:80/health/ready',
      'http://roster-slack-bot:80/health/ready',
    ]);
    for (const process of ['api', 'console', 'slack-bot']) {
      const policy = named(of('everything'), 'NetworkPolicy', `roster-${process}`);
      const { podSelector } = policy?.spec.ingress[0].from.at(-1) ?? {};
      expect(pod?.metadata.labels).toMatchObject(podSelector.matchLabels);
    }
  });

  it('says in `helm test` of each service why it is not ready, also after one that is out of reach', async () => {
    const server = createServer(({ url }, response) => {
      response.writeHead(url === '/ready' ? 200 : 503).end(`the answer of ${url}`);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const [, ...script] = named(of('everything'), 'Pod', 'roster-test')?.spec.containers[0].command.slice(0, -3) ?? [];
    const run = (...urls: string[]) => promisify(execFile)(process.execPath, [...script, ...urls]);
    try {
      expect((await run(`${base}/ready`)).stdout).toBe(`${base}/ready 200 the answer of /ready\n`);
      await expect(run('http://127.0.0.1:2/away', `${base}/failing`)).rejects.toMatchObject({
        code: 1,
        stdout: expect.stringMatching(
          /^http:.*away fetch failed connect ECONNREFUSED .*\n.*failing 503 the answer of .failing\n$/,
        ),
      });
    } finally {
      server.close();
    }
  });

  it('gives the migration the network policy of its own release', () => {
    const policy = named(of('minimal'), 'NetworkPolicy', 'roster-migration');
    const migration = named(of('minimal'), 'Job', 'roster-migration');
    expect(policy?.metadata.annotations).toMatchObject({
      'helm.sh/hook': migration?.metadata.annotations?.['helm.sh/hook'],
      'helm.sh/hook-weight': '-1',
    });
    expect(migration?.spec.template.metadata.labels).toMatchObject(policy?.spec.podSelector.matchLabels);
  });

  it('migrates before anything else changes, as the owner of the tables', () => {
    const migration = named(of('minimal'), 'Job', 'roster-migration');
    expect(migration?.metadata.annotations?.['helm.sh/hook']).toBe('pre-install,pre-upgrade');
    const [container] = migration?.spec.template.spec.containers ?? [];
    expect(container.env.map(({ name }: { name: string }) => name)).toEqual(['DATABASE_OWNER_URL', 'DATABASE_URL']);
  });

  it('leaves the number of pods to the autoscalers', () => {
    const objects = of('everything');
    const replicas = byKind(objects, 'Deployment').map(({ metadata, spec }) => [metadata.name, spec.replicas]);
    expect(Object.fromEntries(replicas)).toEqual({
      'roster-api': undefined,
      'roster-worker': undefined,
      'roster-console': 2,
      'roster-slack-bot': 2,
    });
    expect(named(objects, 'HorizontalPodAutoscaler', 'roster-api')?.spec).toMatchObject({
      minReplicas: 3,
      maxReplicas: 20,
    });
    expect(named(objects, 'ScaledObject', 'roster-worker')?.spec).toMatchObject({
      minReplicaCount: 2,
      maxReplicaCount: 8,
    });
  });

  it('scales workers on metrics that they have', () => {
    const source = readFileSync(join(chart, '../../../packages/runtime/src/telemetry/backlog-metrics.ts'), 'utf8');
    const { triggers } = named(of('everything'), 'ScaledObject', 'roster-worker')?.spec ?? {};
    const queries: string[] = triggers.map(({ metadata }: { metadata: { query: string } }) => metadata.query);
    const metrics = queries.flatMap((query) => query.match(/roster_\w+(?=\{)/) ?? []);
    expect(metrics).toEqual(['roster_queue_jobs', 'roster_queue_oldest_waiting_seconds']);
    for (const metric of metrics) expect(source).toContain(`'${metric}'`);
  });

  it('installs all alert rules, and without those of what is not installed', () => {
    const source = parse(readFileSync(join(chart, '../../prometheus/alerts.yaml'), 'utf8'));
    expect(named(of('everything'), 'PrometheusRule', 'roster')?.spec).toEqual(source);
    const alerts = (groups: { rules: { alert: string }[] }[]) =>
      groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
    const few = alerts(named(of('postgres-queue'), 'PrometheusRule', 'roster')?.spec.groups);
    expect(alerts(source.groups).filter((alert) => !few.includes(alert))).toEqual(['WorkerDown', 'ConsoleDown']);
  });

  it('calls the jobs as the alert rules do', () => {
    const jobs = byKind(of('everything'), 'ServiceMonitor').map(
      ({ spec }) => spec.endpoints[0].relabelings[0].replacement,
    );
    const rules = readFileSync(join(chart, '../../prometheus/alerts.yaml'), 'utf8');
    const wanted = new Set([...rules.matchAll(/job="([^"]+)"/g)].map(([, job]) => job));
    expect(new Set(jobs)).toEqual(wanted);
  });

  it('installs the dashboard', () => {
    const dashboard = named(of('everything'), 'ConfigMap', 'roster-dashboard');
    expect(dashboard?.data['roster.json']).toBe(readFileSync(join(chart, '../../grafana/roster.json'), 'utf8'));
  });

  it.each([
    ['a Secret without its key', { secrets: { DATABASE_URL: { name: 'roster' } } }, /DATABASE_URL.*missing propert/s],
    ['no database', { secrets: {} }, /DATABASE_URL/],
    ['a password in plain', { settings: { DATABASE_URL: 'postgres://a:b@c/d' } }, /DATABASE_URL/],
    [
      'the URL of another cell in plain',
      { settings: { TARGET_DATABASE_OWNER_URL: 'postgres://a:b@c/d' } },
      /TARGET_DATABASE_OWNER_URL/,
    ],
    [
      'a variable of its own under extraEnv',
      { extraEnv: [{ name: 'LOG_LEVEL', value: 'warn' }] },
      /LOG_LEVEL is under extraEnv; set it under settings or secrets/,
    ],
    [
      'more API pods at least than at most',
      { api: { autoscaling: { enabled: true, minReplicas: 5, maxReplicas: 4 } } },
      /api.autoscaling.minReplicas is greater than maxReplicas/,
    ],
    ['an unknown variable', { settings: { LOGLEVEL: 'info' } }, /LOGLEVEL/],
    [
      'a setting of another process',
      { api: { settings: { EVENT_RETENTION_DAYS: 1 } } },
      /EVENT_RETENTION_DAYS is set for api, which does not read it/,
    ],
    ['an unknown value', { replicas: 3 }, /replicas/],
    ['KEDA without Prometheus', { worker: { autoscaling: { enabled: true } } }, /prometheusAddress is needed/],
    ['an ingress without a host', { api: { ingress: { enabled: true } } }, /host/],
  ])('refuses %s', (_, values, message) => {
    const complete = { secrets: { DATABASE_URL: { name: 'roster', key: 'url' } }, ...values };
    expect(() => render(complete)).toThrow(message);
  });
});
