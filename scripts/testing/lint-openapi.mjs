import { join } from 'node:path';
import { root } from '../setup/root.mjs';

/** Checks docs/openapi.json by the rules of redocly.yaml, offline; a warning counts as an error. */
export async function lintOpenApi() {
  // Loaded here: `npm test` loads this file before it has installed anything.
  const { lint, loadConfig } = await import('@redocly/openapi-core');
  const config = await loadConfig({ configPath: join(root, 'redocly.yaml') });
  const problems = await lint({ ref: join(root, 'docs', 'openapi.json'), config });
  const lines = problems.map(
    ({ ruleId, message, location }) => `${location[0]?.pointer ?? '#'}: ${message} (${ruleId})`,
  );
  return { code: lines.length > 0 ? 1 : 0, output: lines.join('\n') };
}
