import { join } from 'node:path';
import { formatProblems, lint, loadConfig } from '@redocly/openapi-core';
import { root } from '../setup/root.mjs';

/** Checks docs/openapi.json by the rules of redocly.yaml; a warning counts as an error. */
export async function lintOpenApi() {
  const config = await loadConfig({ configPath: join(root, 'redocly.yaml') });
  const problems = await lint({ ref: join(root, 'docs', 'openapi.json'), config });
  const lines = [];
  const write = process.stderr.write;
  // It prints only; the check shows what a failed command said.
  process.stderr.write = (text) => lines.push(String(text)) > 0;
  try {
    if (problems.length > 0) formatProblems(problems, { cwd: root, totals: { errors: 0, warnings: 0, ignored: 0 } });
  } finally {
    process.stderr.write = write;
  }
  return { code: problems.length > 0 ? 1 : 0, output: lines.join('') };
}
