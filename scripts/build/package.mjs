// usage: node ../../scripts/build/package.mjs      (in a package's folder; `npm run build` does it for all)
//
// Compiles src to dist, without its tests. Types are not checked here: `npm run typecheck` does that.
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';
import { swcOptions } from './swc-options.mjs';

const TYPESCRIPT = /\.tsx?$/;
const TEST = /\.(spec|fixture)\.tsx?$/;

rmSync('dist', { recursive: true, force: true });
// Makes the folders; what is not TypeScript is copied as it is.
cpSync('src', 'dist', { recursive: true, filter: (path) => !TYPESCRIPT.test(path) });
const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
await Promise.all(files.filter((file) => TYPESCRIPT.test(file) && !TEST.test(file)).map(compile));

/** @param {string} file relative to src */
async function compile(file) {
  const source = join('src', file);
  const target = join('dist', file.replace(TYPESCRIPT, '.js'));
  const sourceFileName = relative(dirname(target), source);
  const options = { ...swcOptions(file.endsWith('.tsx')), sourceMaps: true, sourceFileName };
  const { code, map } = await transformFile(source, options);
  await writeFile(target, `${code}//# sourceMappingURL=${basename(target)}.map\n`);
  await writeFile(`${target}.map`, map ?? '');
}
