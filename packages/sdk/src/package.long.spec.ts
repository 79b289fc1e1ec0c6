import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A copy of the package: packing compiles anew, and others may be reading what is compiled here. */
const place = mkdtempSync(join(tmpdir(), 'roster-sdk-'));
const copy = join(place, 'packages', 'sdk');
let packed: { readonly filename: string; readonly files: readonly { readonly path: string }[] };

beforeAll(() => {
  cpSync(folder, copy, { recursive: true, filter: (path) => !/sdk[\\/](?:dist|node_modules)$/.test(path) });
  cpSync(join(root, 'tsconfig.json'), join(place, 'tsconfig.json'));
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
  const output = execFileSync('npm', ['pack', '--json'], {
    cwd: copy,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const parsed: unknown = JSON.parse(output);
  [packed] = (Array.isArray(parsed) ? parsed : Object.values(parsed as object)) as [typeof packed];
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

it('npm pack holds the README, the program and its types, and nothing else', () => {
  const modules = readdirSync(`${folder}/src`)
    .filter((name) => name.endsWith('.ts') && !/\.(?:spec|fixture)\.ts$/.test(name))
    .map((name) => name.replace(/\.ts$/, ''));
  expect(packed.files.map(({ path }) => path).sort()).toEqual(
    [
      'LICENSE',
      'README.md',
      'package.json',
      ...modules.flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`]),
    ].sort(),
  );
});

describe('what was packed', () => {
  const program = join(place, 'program');
  const installed = join(program, 'node_modules', '@roster', 'sdk');

  beforeAll(() => {
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', ['-xzf', join(copy, packed.filename), '--strip-components=1', '-C', installed]);
    // The only dependency, and what the compiler needs to know of Node.
    for (const name of ['openapi-fetch', 'openapi-typescript-helpers', '@types/node', 'undici-types']) {
      mkdirSync(join(program, 'node_modules', name, '..'), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), join(program, 'node_modules', name));
    }
    writeFileSync(join(program, 'package.json'), '{"type":"module"}');
  });

  it('runs in a program that has nothing else installed', () => {
    const code = `import * as sdk from '@roster/sdk';
      const roster = new sdk.Roster({ apiKey: 'secret', baseUrl: 'https://roster.example' });
      console.log(typeof roster.departments.addMember, sdk.NotFoundError.name);`;
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: program,
      encoding: 'utf8',
    });
    expect(output).toBe('function NotFoundError\n');
  });

  it('compiles with the samples of the README, strictly', () => {
    const readme = readFileSync(join(installed, 'README.md'), 'utf8');
    const samples = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code);
    expect(samples.length).toBeGreaterThan(5);
    const wrong = `// @ts-expect-error: there is no such parameter.
      await roster.departments.addMember({ ...department, user: 'usr_def456' });`;
    writeFileSync(join(program, 'samples.ts'), [...samples, wrong].join('\n'));
    const options = '--ignoreConfig --noEmit --strict --exactOptionalPropertyTypes --skipLibCheck --types node';
    const modules = '--module nodenext --target es2022';
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const compiled = spawnSync(process.execPath, [compiler, ...`${options} ${modules}`.split(' '), 'samples.ts'], {
      cwd: program,
      encoding: 'utf8',
    });
    expect(compiled).toMatchObject({ stdout: '', status: 0 });
  });
});
