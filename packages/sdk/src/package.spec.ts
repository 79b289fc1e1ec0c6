import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A copy of the package: packing compiles anew, and others may be reading what is compiled here. */
const copy = join(mkdtempSync(join(tmpdir(), 'roster-sdk-')), 'packages', 'sdk');
beforeAll(() => {
  cpSync(folder, copy, { recursive: true, filter: (path) => !/sdk[\\/](?:dist|node_modules)$/.test(path) });
  cpSync(join(root, 'tsconfig.json'), join(copy, '..', '..', 'tsconfig.json'));
  symlinkSync(join(root, 'node_modules'), join(copy, '..', '..', 'node_modules'));
});
afterAll(() => rmSync(join(copy, '..', '..'), { recursive: true, force: true }));

it('npm pack holds the README, the program and its types, and nothing else', () => {
  const output = execFileSync('npm', ['pack', '--json'], {
    cwd: copy,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const parsed: unknown = JSON.parse(output);
  const [packed] = (Array.isArray(parsed) ? parsed : Object.values(parsed as object)) as {
    files: { path: string }[];
  }[];
  const modules = readdirSync(`${folder}/src`)
    .filter((name) => name.endsWith('.ts') && !/\.(?:spec|fixture)\.ts$/.test(name))
    .map((name) => name.replace(/\.ts$/, ''));
  expect(packed?.files.map(({ path }) => path).sort()).toEqual(
    [
      'LICENSE',
      'README.md',
      'package.json',
      ...modules.flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`]),
    ].sort(),
  );
});
