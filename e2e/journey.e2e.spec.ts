import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pythonTests } from '@roster/testing';
import { directoryJourney } from './directory-journey.js';
import { freshClone } from './fresh-clone.js';
import { signIn } from './operator.js';
import { endProcessesOf, processesOf, signalProcessesOf, untilGone } from './processes.js';
import { duplicate409, member201, notFound404 } from './reference-page.js';
import { Roster } from './roster.js';
import {
  curlSample,
  javascriptSample,
  python,
  pythonForSdk,
  pythonSample,
  pythonSdkSample,
  type Sample,
} from './samples.js';

const FIRST_START_MS = 300_000;
const PROVISIONING_TOKEN = 'the-provisioning-token-of-the-journey';
const MEMBERS = '/v1/organizations/org_xyz789/departments/dept_abc123/members';

describe('npm start on a fresh clone', () => {
  const clone = freshClone();
  const data = join(clone.folder, '.roster');
  let port: number;
  let roster: Roster;
  let ready: Awaited<ReturnType<Roster['ready']>>;

  const start = (env: Record<string, string> = {}) =>
    new Roster(clone.folder, {
      PORT: String(port),
      ROSTER_DATA_DIR: data,
      SLACK_PUBLIC_URL: 'https://slack-bot.acme.example',
      PROVISIONING_TOKEN,
      ...env,
    });
  const headers = () => ({ authorization: `Bearer ${ready.token}`, 'content-type': 'application/json' });
  const takeJaneOut = () => fetch(`${ready.api}${MEMBERS}/usr_def456`, { method: 'DELETE', headers: headers() });

  beforeAll(async () => {
    port = await closedPort();
    roster = start();
    ready = await roster.ready();
  }, FIRST_START_MS);

  afterAll(async () => {
    await roster?.ctrlC();
    endProcessesOf(clone.folder);
    clone.remove();
  });

  it('installs, builds, starts, and shows one real add with its 201', () => {
    expect(ready.api).toBe(`http://127.0.0.1:${port}`);
    expect(roster.output).toMatch(
      /Install packages[\s\S]*Build[\s\S]*Start Postgres[\s\S]*Migrate[\s\S]*Start worker, console and API/,
    );
    const shown = roster.output.match(/201 Created {2}(\{.*\})/)?.[1];
    expect(JSON.parse(shown ?? '{}')).toEqual(member201);
  });

  it('prints a curl line whose first paste gives the 201 and whose second the 409', () => {
    const paste = () =>
      execFileSync('sh', ['-c', ready.curl], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    expect(paste()).toMatch(/^HTTP\/1\.1 201 Created\r\n/);
    const second = paste();
    expect(second).toMatch(/^HTTP\/1\.1 409 Conflict\r\n/);
    expect(JSON.parse(second.split('\r\n\r\n')[1] ?? '')).toEqual(duplicate409);
  });

  it('leads an operator from the trace id of a refusal to its reason', async () => {
    const refused = await fetch(`${ready.api}${MEMBERS}`, {
      method: 'POST',
      headers: headers(),
      body: '{"user_id":"usr_1"}',
    });
    const { error } = (await refused.json()) as { error: { code: string; trace_id: string } };
    const { page } = await signIn(ready);
    // Requests are recorded twice a second; the page is asked until this one's answer is there.
    let answer = '';
    do answer = await page(`/ops/operations?q=${error.trace_id}`);
    while (!answer.includes(`Answered with ${refused.status} ${error.code}`));
    expect(answer).toContain(`Refused: ${error.code}`);
    expect(await (await fetch(`${ready.api}/ops/overview`, { redirect: 'manual' })).headers.get('location')).toBe(
      `${ready.console}/overview`,
    );
  });

  const runsAsOnThePage = (sample: Sample) => async () => {
    const env = { ROSTER_URL: ready.api, ACCESS_TOKEN: ready.token };
    await takeJaneOut();
    expect(sample.run(env)).toEqual(member201);
    expect(sample.run(env)).toEqual(duplicate409);
  };

  it('runs the cURL sample of the reference page', runsAsOnThePage(curlSample));
  it('runs the JavaScript sample of the reference page', runsAsOnThePage(javascriptSample));
  // In CI the name of a skipped test that lacks a tool makes the run fail.
  const withPython = python ? it : it.skip;
  withPython(
    `runs the Python sample of the reference page${python ? '' : ' (no requests)'}`,
    runsAsOnThePage(pythonSample),
  );

  const withPythonSdk = pythonForSdk ? it : it.skip;
  withPythonSdk(`runs the Python SDK sample of the reference page${pythonForSdk ? '' : ' (no python3)'}`, async () => {
    const env = { ROSTER_URL: ready.api, ACCESS_TOKEN: ready.token };
    await takeJaneOut();
    expect(pythonSdkSample.run(env)).toEqual(member201);
    expect(() => pythonSdkSample.run(env)).toThrow(
      /ConflictError: This user is already a member of the department\. \(409 DEPARTMENT_MEMBERSHIP_DUPLICATE, trace/,
    );
  });

  it('answers 404 for somebody who is not of the organization, in the words of the page', async () => {
    const body = JSON.stringify({ user_id: 'usr_invalid' });
    const response = await fetch(`${ready.api}${MEMBERS}`, { method: 'POST', headers: headers(), body });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual(notFound404);
  });

  const tried = (...args: string[]) =>
    execFileSync('npm', ['run', '--silent', 'slack:try', '--', ...args], {
      cwd: clone.folder,
      env: { ...process.env, ROSTER_DATA_DIR: data },
      encoding: 'utf8',
    });

  it('tries the Slack bot without Slack: a command, its result, and its undo', () => {
    expect(tried('/dept add @person001 to support')).toContain('@person001 is now in Support');
    expect(tried('--click', 'Undo')).toContain('@person001 is no longer in Support');
  });

  it('sends changes as webhooks to a listener that verifies them', async () => {
    await takeJaneOut();
    const listener = spawn('npm', ['run', '--silent', 'webhooks:listen'], {
      cwd: clone.folder,
      env: { ...process.env, ROSTER_DATA_DIR: data },
      detached: true,
    });
    const output = linesOf(listener.stdout);
    await output.until(/^Listening on http:\/\/127\.0\.0\.1/);
    execFileSync('sh', ['-c', ready.curl], { stdio: 'ignore' });
    expect(await output.until(/department\.member\.added/)).toMatch(/^Verified .*"userId":"usr_def456"/);
    process.kill(-(listener.pid ?? 0), 'SIGINT');
    await output.until(/^The endpoint is deleted\.$/);
    await once(listener, 'exit');
  });

  describe('serves the whole directory through the SDK:', () =>
    directoryJourney(() => ({ ...ready, provisioningToken: PROVISIONING_TOKEN })));

  it('connects the workspace again, with a new link, after the SDK has disconnected it', () => {
    expect(tried('/dept whoami')).toContain('not connected to your organization');
    tried('--stop');
    expect(tried('/dept whoami')).toContain('Jane Smith');
  });

  describe('serves the whole directory through the Python SDK:', () =>
    pythonTests(['tests.journey', 'tests.readme'], {
      env: () => ({ ROSTER_URL: ready.api, ACCESS_TOKEN: ready.token, PROVISIONING_TOKEN }),
    }));

  it('starts a worker again that was killed, and the next add is carried out', async () => {
    await takeJaneOut();
    signalProcessesOf(join(clone.folder, 'apps', 'worker', 'dist', 'main.js'), 'SIGKILL');
    const added = await fetch(`${ready.api}${MEMBERS}`, {
      method: 'POST',
      headers: { ...headers(), prefer: 'wait=60' },
      body: JSON.stringify({ user_id: 'usr_def456' }),
    });
    expect(added.status).toBe(201);
    expect(roster.output).toMatch(/worker ended unexpectedly \(SIGKILL\); it is started again in 1 s\./);
    await roster.says(/worker is running again\./);
  });

  it('says which process is not ready, and when it is again', async () => {
    const worker = join(clone.folder, 'apps', 'worker', 'dist', 'main.js');
    signalProcessesOf(worker, 'SIGSTOP');
    await roster.says(/worker has not been ready for 5 s: it does not answer\./);
    signalProcessesOf(worker, 'SIGCONT');
    await roster.says(/worker is ready again\./);
  });

  it('refuses a second start on the same data', async () => {
    const { code, output } = await start().ended;
    expect(output).toContain(`Roster is running on ${data} already`);
    expect(code).toBe(1);
  });

  it('says at once which variable to set when the port is taken', async () => {
    const { code, output } = await start({ ROSTER_DATA_DIR: `${data}-2` }).ended;
    expect(output).toMatch(
      /Port \d+ is taken by another program: choose another one, for example PORT=\d+ npm start\./,
    );
    expect(output).not.toContain('Build');
    expect(code).toBe(1);
  });

  it('leaves no process behind after Ctrl-C, and frees the port', async () => {
    await fetch(`${ready.api}${MEMBERS}`, {
      method: 'POST',
      headers: headers(),
      body: JSON.stringify({ user_id: 'usr_def456' }),
    });
    const { output } = await roster.ctrlC();
    expect(output).toMatch(/Drain api[\s\S]*Drain worker[\s\S]*Stop Postgres/);
    expect(processesOf(clone.folder)).toEqual([]);
    await expect(isFree(port)).resolves.toBe(true);
  });

  it('is up again without another installation, with the same token and the data of before', async () => {
    const { token } = ready;
    roster = start();
    ready = await roster.ready();
    expect(roster.output).not.toContain('Install packages');
    expect(roster.output).toMatch(/409 Conflict[\s\S]*204 No Content[\s\S]*201 Created/);
    expect(ready.token).toBe(token);
  });

  it('leaves no API and no worker when it is killed, and the next start takes over its Postgres', async () => {
    await roster.crash();
    await untilGone(clone.folder, (line) => line.includes('postgres'));
    roster = start();
    ready = await roster.ready();
    await roster.ctrlC();
    expect(processesOf(clone.folder)).toEqual([]);
  });
});

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** The lines that a process writes, one after the other. */
function linesOf(stream: Readable) {
  const lines = createInterface({ input: stream })[Symbol.asyncIterator]();
  return {
    async until(pattern: RegExp): Promise<string> {
      for (;;) {
        const { value, done } = await lines.next();
        if (done) throw new Error(`the output ended without ${pattern}`);
        if (pattern.test(value)) return value;
      }
    },
  };
}
