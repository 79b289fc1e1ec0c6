import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', '.turbo']);

/** The files under `folder` whose name matches `pattern`. (Node 20 has no `fs.globSync`.) */
export function globSync(folder, pattern) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return globSync(path, pattern);
    return pattern.test(entry.name) ? [path] : [];
  });
}
