import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../setup/root.mjs';

const chart = join(root, 'deploy', 'helm', 'roster');

/** The modules with the settings of the processes, by the name of the image. */
const CONFIGURATIONS = ['api', 'worker', 'console', 'slack-bot'];

/** The chart sets these itself: they follow from its ports and mounts. */
const SET_BY_CHART = ['PORT', 'METRICS_PORT', 'HEALTH_PORT', 'CONSOLE_PORT', 'SLACK_PORT', 'REDIS_CA_FILE'];

/** What `packages/database/dist/migrate.main.js` reads. */
const MIGRATION = ['DATABASE_URL', 'DATABASE_DIRECT_URL', 'DATABASE_OWNER_URL'];

/** For the fault suite only. */
const FAILPOINT = 'ROSTER_FAILPOINT';

/**
 * The files of the Helm chart that follow from other files, with their text: which variables each process reads, the
 * part of the schema of values that names them, the alert rules and the dashboard.
 *
 * @returns {Promise<Map<string, string>>} by path
 */
export async function chartFiles() {
  const processes = await processVariables();
  const schema = join(chart, 'values.schema.json');
  return new Map([
    [join(chart, 'files', 'variables.generated.json'), json(processes)],
    [schema, json(await withVariables(JSON.parse(await readFile(schema, 'utf8')), processes))],
    [
      join(chart, 'files', 'alerts.generated.yaml'),
      await readFile(join(root, 'deploy/prometheus/alerts.yaml'), 'utf8'),
    ],
    [
      join(chart, 'files', 'dashboard.generated.json'),
      await readFile(join(root, 'deploy/grafana/roster.json'), 'utf8'),
    ],
  ]);
}

/** For `npm test`: 1 when a file is not what `npm run generate` writes. */
export async function checkChart() {
  for (const [file, text] of await chartFiles()) {
    const kept = await readFile(file, 'utf8').catch(() => '');
    if (kept !== text) return { code: 1, output: `${relative(root, file)} is out of date: run \`npm run generate\`.` };
  }
  return { code: 0, output: '' };
}

/** @returns {Promise<Record<string, string[]>>} what each process reads, by the name of its image or job */
async function processVariables() {
  const { variableNames } = await runtime();
  const { environmentSchema } = await built('apps/cli/dist/run.js');
  const entries = await Promise.all(
    CONFIGURATIONS.map(async (name) => {
      const { settings } = await built(`apps/${name}/dist/config.js`);
      return [name, variableNames(settings)];
    }),
  );
  const all = [...entries, ['cli', Object.keys(environmentSchema.shape)], ['migration', MIGRATION]];
  const ordered = (names) => [...new Set(names)].filter((name) => name !== FAILPOINT).sort();
  return Object.fromEntries(all.map(([name, names]) => [name, ordered(names)]));
}

/** The schema of values with every variable in its place: a setting in plain, or a reference to a Secret. */
async function withVariables(schema, processes) {
  const { isSecret } = await runtime();
  const names = [...new Set(Object.values(processes).flat())].filter((name) => !SET_BY_CHART.includes(name)).sort();
  const properties = (chosen, type) => Object.fromEntries(chosen.map((name) => [name, { $ref: `#/$defs/${type}` }]));
  schema.$defs.settings.properties = properties(
    names.filter((name) => !isSecret(name)),
    'setting',
  );
  schema.$defs.secrets.properties = properties(names, 'secretKey');
  return schema;
}

function runtime() {
  return built('packages/runtime/dist/index.js');
}

function built(path) {
  return import(pathToFileURL(join(root, path)).href);
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
