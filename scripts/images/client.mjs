import { setTimeout as delay } from 'node:timers/promises';

const PROBE_INTERVAL_MS = 500;
const MEMBERS = '/v1/organizations/org_xyz789/departments/dept_abc123/members';

/** Adds and removes people of the demo organization. */
export class Client {
  #token;

  constructor(token) {
    this.#token = token;
  }

  add(api, user = 'usr_def456') {
    return this.#send(`${api}${MEMBERS}`, 'POST', JSON.stringify({ user_id: user }));
  }

  remove(api, user = 'usr_def456') {
    return this.#send(`${api}${MEMBERS}/${user}`, 'DELETE');
  }

  async #send(url, method, body) {
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' };
    const response = await fetch(url, { method, headers, body, signal: AbortSignal.timeout(30_000) });
    await response.arrayBuffer();
    return response.status;
  }
}

/** Chooses, like a load balancer, among the nodes whose last probe of /health/ready was answered with 200. */
export class Balancer {
  #nodes;
  #ready = new Set();
  #next = 0;
  #stop = new AbortController();

  /** `nodes` maps containers to addresses; a restart may change an address. */
  constructor(nodes) {
    this.#nodes = nodes;
    void this.#probe();
  }

  async choose() {
    while (this.#ready.size === 0) await delay(PROBE_INTERVAL_MS, undefined, { signal: this.#stop.signal });
    const ready = [...this.#ready];
    return this.#nodes.get(ready[this.#next++ % ready.length]);
  }

  close() {
    this.#stop.abort();
  }

  async #probe() {
    while (!this.#stop.signal.aborted) {
      for (const [node, address] of this.#nodes) {
        const ok = await fetch(`${address}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
          (response) => response.ok,
          () => false,
        );
        if (ok) this.#ready.add(node);
        else this.#ready.delete(node);
      }
      await delay(PROBE_INTERVAL_MS);
    }
  }
}

/** Signs in to the console as a browser does, and returns the status of the overview. */
export async function signIn(origin, email, password) {
  const form = await fetch(`${origin}/ops/sign-in`);
  const token = /name="form_token" value="([^"]+)"/.exec(await form.text())?.[1] ?? '';
  const body = new URLSearchParams({ email, password, form_token: token });
  const headers = { cookie: cookiesOf(form), origin };
  const answer = await fetch(`${origin}/ops/sign-in`, { method: 'POST', headers, body, redirect: 'manual' });
  if (answer.status !== 303) throw new Error(`the sign-in was answered with ${answer.status}`);
  return (await fetch(`${origin}/ops/overview`, { headers: { cookie: cookiesOf(answer) } })).status;
}

function cookiesOf(response) {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
