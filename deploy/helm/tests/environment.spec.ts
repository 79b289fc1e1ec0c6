import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cache, chart, describeWithHelm, examples, type KubernetesObject, render, renderExample } from './helm.js';

const root = join(chart, '../../..');

/** A variable of a container. */
interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

const read: Record<string, string[]> = JSON.parse(readFileSync(join(chart, 'files/variables.generated.json'), 'utf8'));
const { $defs } = JSON.parse(readFileSync(join(chart, 'values.schema.json'), 'utf8'));
const plain = Object.keys($defs.settings.properties);
const secret = Object.keys($defs.secrets.properties).filter((name) => !plain.includes(name));

/** The environment of each process, job and pod, by its component. */
function environments(objects: KubernetesObject[]): Record<string, Variable[]> {
  const found = objects.flatMap((object) => {
    const spec = object.kind === 'Pod' ? object.spec : object.spec?.template?.spec;
    const env = spec?.containers[0].env;
    return env ? [[object.metadata.labels?.['app.kubernetes.io/component'], env]] : [];
  });
  return Object.fromEntries(found);
}

/** What a Secret could hold. */
const key = Buffer.alloc(32, 7).toString('base64');
const secrets: Record<string, string> = {
  AUDIT_SIGNING_KEY: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  DATABASE_URL: 'postgres://roster_app:password@postgres1:5432,postgres2:5432/roster?target_session_attrs=read-write',
  REDIS_SENTINEL_USERNAME: 'sentinel',
  REDIS_SENTINEL_PASSWORD: 'password',
  PROVISIONING_TOKEN: 'x'.repeat(32),
  WEBHOOK_ENCRYPTION_KEY: key,
  OPERATOR_ENCRYPTION_KEY: key,
  OPERATOR_OIDC_CLIENT_SECRET: 'secret',
  SLACK_SIGNING_SECRET: 'secret',
  SLACK_CLIENT_SECRET: 'secret',
  SLACK_ENCRYPTION_KEY: key,
  SLACK_APP_TOKEN: 'xapp-1',
  SLACK_BOT_TOKEN: 'xoxb-1',
};

describeWithHelm('the environment of the pods', () => {
  it('is exactly that of the configuration, whatever is set', () => {
    const values = {
      settings: Object.fromEntries(plain.map((name) => [name, 1])),
      secrets: Object.fromEntries(secret.map((name) => [name, { name: 'roster', key: name }])),
      certificates: { redis: { configMap: 'authority', key: 'ca.crt' } },
      slackBot: { enabled: true },
      cli: { enabled: true },
    };
    const found = environments(render(values));
    const names = Object.entries(found).map(([process, env]) => [process, env.map(({ name }) => name)]);
    expect(Object.fromEntries(names)).toEqual(read);
    const byChart = Object.values(found)
      .flat()
      .filter(({ value, valueFrom }) => !valueFrom && value !== '1');
    expect(new Set(byChart.map(({ name }) => name))).toEqual(
      new Set(['CONSOLE_PORT', 'HEALTH_PORT', 'METRICS_PORT', 'PORT', 'REDIS_CA_FILE', 'SLACK_PORT']),
    );
  });

  it('holds no secret in plain', () => {
    for (const name of secret) expect(plain).not.toContain(name);
    expect(secret).toEqual(
      expect.arrayContaining([
        'DATABASE_URL',
        'TARGET_DATABASE_OWNER_URL',
        'REDIS_URL',
        'PROVISIONING_TOKEN',
        'AUDIT_SIGNING_KEY',
      ]),
    );
  });

  it('gives the password of the owner to the migration and the command line only', () => {
    const owners = Object.entries(environments(renderExample('everything')))
      .filter(([, env]) => env.some(({ name }) => name === 'DATABASE_OWNER_URL'))
      .map(([process]) => process);
    expect(owners.sort()).toEqual(['cli', 'migration']);
  });

  it('writes large numbers in digits', () => {
    const { api = [] } = environments(renderExample('everything'));
    expect(api.find(({ name }) => name === 'RATE_LIMIT_PER_MINUTE')?.value).toBe('6000000');
  });

  describe.each(examples)('with %s', (example) => {
    it.each(['api', 'worker', 'console', 'slack-bot'])('is a configuration that %s starts with', async (process) => {
      const objects = renderExample(example);
      const variables = environments(objects)[process];
      if (!variables) return expect(objects.some(({ metadata }) => metadata.name === `roster-${process}`)).toBe(false);
      const env = Object.fromEntries(variables.map((variable) => [variable.name, resolved(variable, example)]));
      const { readConfig } = await import(pathToFileURL(join(root, 'apps', process, 'dist/config.js')).href);
      expect(() => readConfig(env)).not.toThrow();
    });
  });
});

/** As the pod would see it: secrets resolved, and certificates mounted. */
function resolved({ name, value, valueFrom }: Variable, example: string): string | undefined {
  if (name === 'REDIS_CA_FILE') {
    const file = join(cache(), 'ca.crt');
    writeFileSync(file, '-----BEGIN CERTIFICATE-----\n');
    return file;
  }
  if (!valueFrom) return value;
  if (name === 'REDIS_URL') return redisUrl(example);
  return name.startsWith('DATABASE_') ? secrets.DATABASE_URL : secrets[name];
}

function redisUrl(example: string): string {
  if (example === 'redis-cluster') return 'rediss://redis1:6379,redis2:6379';
  if (example === 'redis-sentinel') return 'redis://sentinel1:26379,sentinel2:26379';
  return example === 'pooler' ? 'rediss://redis:6379' : 'redis://redis:6379';
}
