import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { migrate, seedDemo } from '@roster/database';
import { type LocalPostgres, runningUrlOf, startTestPostgres } from '@roster/local-stack';
import { AppProcess } from '@roster/testing';

const FOLDER = join(import.meta.dirname, 'generated-clients');
const TOKEN = 'roster_generated_5d1c9b7e3a';
const INSTALL_MS = 300_000;

const run = async (file: string, args: string[], env: Record<string, string> = {}) => {
  // The options of the test run are not for the tools.
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const running = promisify(execFile)(file, args, { cwd: FOLDER, env: { ...inherited, ...env } });
  // What a compiler finds is on its standard output.
  return (await running.catch(({ stdout, stderr }) => Promise.reject(new Error(`${stdout}\n${stderr}`)))).stdout;
};

/** Who does not use our SDK generates a client from the document. */
describe('clients that orval and hey-api make of docs/openapi.json', () => {
  let postgres: LocalPostgres;
  let services: AppProcess[] = [];
  let url: string;

  beforeAll(async () => {
    await run('npm', ['ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']);
    for (const made of ['generated', 'dist']) rmSync(join(FOLDER, made), { recursive: true, force: true });
    await run('npm', ['run', 'generate']);
    postgres = await startTestPostgres();
    const databaseUrl = runningUrlOf(postgres.url);
    await migrate(postgres.url, databaseUrl);
    await seedDemo(databaseUrl, { token: TOKEN });
    const env = {
      DATABASE_URL: databaseUrl,
      REDIS_URL: '',
      METRICS_PORT: '0',
    };
    const api = new AppProcess('api', env);
    services = [api, new AppProcess('worker', env)];
    await Promise.all(services.map(({ ready }) => ready));
    url = api.url;
  }, INSTALL_MS);

  afterAll(async () => {
    await Promise.all(services.map((service) => service.stop()));
    await postgres?.stop();
  });

  it(
    'compile',
    async () => {
      await run('npm', ['run', 'build']);
    },
    INSTALL_MS,
  );

  it.each([
    ['orval', 'usr_demo001'],
    ['hey-api', 'usr_demo002'],
  ])('with the one of %s a member is added', async (name, userId) => {
    const program = join(FOLDER, 'dist', 'src', `${name}.js`);
    const output = await run(process.execPath, [program, userId], { ROSTER_URL: url, ROSTER_TOKEN: TOKEN });
    expect(JSON.parse(output)).toEqual({ user_id: userId, added_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) });
  });
});
