import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startApi } from './api.fixture.js';

it('a change in flight when the API stops still gets its answer', async () => {
  const api = await startApi({ worker: false });
  const answer = api.request('POST', '/departments/dept_abc123/members', { json: { user_id: 'usr_def456' } });
  // The probe is answered after the change was received: both came through the same event loop, in this order.
  await fetch(`${api.url}/health/live`);
  const closed = api.close();
  await api.startWorker();
  expect(await answer).toMatchObject({ status: 201, body: { user_id: 'usr_def456' } });
  await closed;
});

/** How often a load balancer probes; two of its probes fit into the default drain. */
const PROBE_INTERVAL_MS = 2_000;

it('a node that is restarted behind a load balancer drops no request', async () => {
  const staying = await startApi();
  const leaving = await startNode(staying.databaseUrl);
  const nodes = [staying.url, leaving.url];
  const ready = new Set(nodes);
  const stopped = new AbortController();

  const probing = (async () => {
    while (!stopped.signal.aborted) {
      for (const node of nodes) {
        const ok = await fetch(`${node}/health/ready`).then(
          (response) => response.ok,
          () => false,
        );
        if (ok) ready.add(node);
        else ready.delete(node);
      }
      await delay(PROBE_INTERVAL_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  })();

  const statuses = new Set<number | string>();
  const answered = new Map<string, number>();
  const caller = async (user: string) => {
    const members = `/v1/organizations/${staying.demo.organizationId}/departments/dept_abc123/members`;
    const headers = { authorization: `Bearer ${staying.demo.token}`, 'content-type': 'application/json' };
    for (let turn = 0; !stopped.signal.aborted; turn++) {
      const node = [...ready][turn % ready.size];
      const adds = turn % 2 === 0;
      const answer = await fetch(`${node}${members}${adds ? '' : `/${user}`}`, {
        method: adds ? 'POST' : 'DELETE',
        headers,
        body: adds ? JSON.stringify({ user_id: user }) : null,
      }).catch((error: Error) => error);
      statuses.add(answer instanceof Error ? String(answer.cause ?? answer) : answer.status);
      if (answer instanceof Error) continue;
      await answer.arrayBuffer();
      answered.set(String(node), (answered.get(String(node)) ?? 0) + 1);
    }
  };
  const callers = ['usr_demo001', 'usr_demo002', 'usr_demo003'].map(caller);

  while ((answered.get(leaving.url) ?? 0) < 10) await delay(50);
  const stopping = leaving.stop();
  let health = await fetch(`${leaving.url}/health/ready`);
  while (health.ok) health = await fetch(`${leaving.url}/health/ready`);
  expect(await health.json()).toMatchObject({ status: 'draining' });
  // A kept connection would be closed in the middle of a request.
  expect(health.headers.get('connection')).toBe('close');
  const [code] = await stopping;
  stopped.abort();
  await Promise.all([probing, ...callers]);
  await staying.close();
  expect({ code, statuses: [...statuses].sort() }).toEqual({ code: 0, statuses: [201, 204] });
}, 60_000);

/** Runs as a separate process with the default drain. */
async function startNode(databaseUrl: string) {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const env = { ...inherited, DATABASE_URL: databaseUrl, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'silent' };
  const node: ChildProcess = fork(join(import.meta.dirname, '..', 'dist', 'main.js'), {
    env,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const [{ url }] = await once(node, 'message');
  return {
    url: url as string,
    stop() {
      const exited = once(node, 'exit');
      node.kill('SIGTERM');
      return exited;
    },
  };
}
