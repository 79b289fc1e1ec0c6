import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, chart, describeWithHelm, examples, type KubernetesObject, renderExample } from './helm.js';

/** Where the types of an API group come from that is not Kubernetes' own. */
const CUSTOM: Record<string, string> = {
  'keda.sh/v1alpha1': '@kubernetes-models/keda',
  'monitoring.coreos.com/v1': '@kubernetes-models/prometheus-operator',
};

const moduleOf = ({ apiVersion, kind }: KubernetesObject) =>
  `${CUSTOM[apiVersion] ?? 'kubernetes-models'}/${apiVersion}/${kind}`;

describeWithHelm("Kubernetes' types", () => {
  const objects = examples.flatMap((example) => renderExample(example).map((object) => ({ example, object })));

  it('accept the values of all objects', async () => {
    for (const { example, object } of objects) {
      const { [object.kind]: Model } = await import(moduleOf(object));
      expect(() => {
        try {
          new Model(object).validate();
        } catch (cause) {
          throw new Error(`${example}: ${object.kind} ${object.metadata.name}: ${cause}`);
        }
      }).not.toThrow();
    }
  });

  it('know all fields of all objects, and miss none', () => {
    const lines = objects.map(
      ({ object }, index) =>
        `import type { I${object.kind} as T${index} } from '${moduleOf(object)}';\n` +
        `export const o${index}: T${index} = ${JSON.stringify(object)};`,
    );
    expect(typeErrors([...lines, UNKNOWN_FIELD])).toMatch(/^[^\n]*\(\d+,\d+\): error[^\n]*'contianers'[^\n]*\n?$/);
  });
});

/** Shows that the compiler would find one. */
const UNKNOWN_FIELD = `
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
export const wrong: IPodSpec = { containers: [], contianers: [] };`;

/** What the compiler says of a file, without the lines that explain an error. */
function typeErrors(lines: string[]): string {
  const folder = cache();
  writeFileSync(join(folder, 'objects.ts'), lines.join('\n'));
  const options = { strict: true, noEmit: true, module: 'nodenext', skipLibCheck: true, types: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['objects.ts'] }));
  const compiler = join(chart, '../../../node_modules/typescript-7/bin/tsc');
  try {
    return execFileSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], { encoding: 'utf8' });
  } catch (error) {
    const { stdout } = error as { stdout: string };
    return stdout.replaceAll(/^ .*\n/gm, '');
  }
}
