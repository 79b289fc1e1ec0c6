import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startApi } from '../api.fixture.js';

it('npm run scim:try plays Okta, Entra ID, OneLogin and what the RFCs have beside, is answered as they expect, and leaves nothing', async () => {
  const api = await startApi();
  const script = new URL('../../../../scripts/scim-try.mjs', import.meta.url).pathname;
  const { NODE_OPTIONS: _options, ...inherited } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--api', api.url], {
    env: { ...inherited, ROSTER_DEMO_TOKEN: api.demo.token },
  });
  expect(stdout).not.toContain('✗');
  expect(stdout.match(/✓/g)?.length).toBeGreaterThan(35);
  const [left] = await api.database.query(
    `SELECT (SELECT count(*)::int FROM scim_connections) AS connections,
            (SELECT count(*)::int FROM organization_members WHERE email ~ '@(okta|onelogin|standards).example$') AS people,
            (SELECT count(*)::int FROM departments WHERE name ~ '^(Entra|OneLogin|Standards) ') AS departments`,
  );
  expect(left).toEqual({ connections: 0, people: 0, departments: 0 });
  await api.close();
});
