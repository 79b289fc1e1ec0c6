import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../setup/problem.mjs';
import { bold, dim, green, red } from '../setup/steps.mjs';

/**
 * Creates a SCIM connection for a provider that is played. `send` prints a request and its answer, checks the status, and
 * resolves with the body. `sendWithoutWaiting` prefers a 202, and then reads how the change ended.
 */
export async function connect(api, token, name) {
  const roster = (method, path, body) => call(`${api}${path}`, token, method, body, 'application/json');
  const me = await roster('GET', '/v1/me');
  if (me.status !== 200) throw new Problem(`${api} does not take the token of the demo: ${me.status}.`);
  const connections = `/v1/organizations/${me.body.organization.id}/scim-connections`;
  const made = await roster('POST', connections, { name: `scim:try ${name}`, on_delete: 'remove' });
  if (made.status !== 201) throw new Problem(`The connection was not created: ${made.text}`);
  const { id, base_url, token: scimToken } = made.body;
  const connection = {
    unexpected: 0,
    async send(what, method, path, body, expected = 200) {
      const answer = await call(`${base_url}${path}`, scimToken, method, body, 'application/scim+json');
      if (answer.status !== expected) connection.unexpected += 1;
      print(what, method, path, body, answer, expected);
      return answer.body;
    },
    async sendWithoutWaiting(what, method, path, body) {
      const prefer = { prefer: 'respond-async' };
      const accepted = await call(`${base_url}${path}`, scimToken, method, body, 'application/scim+json', prefer);
      if (accepted.status !== 202) connection.unexpected += 1;
      print(`${what}, with Prefer: respond-async`, method, path, body, accepted, 202);
      const { location } = accepted;
      if (location === null) return;
      let completion = await call(location, scimToken, 'GET');
      for (let tries = 0; completion.status === 202 && tries < 100; tries += 1) {
        await delay(100);
        completion = await call(location, scimToken, 'GET');
      }
      if (completion.status !== 200) connection.unexpected += 1;
      print('Read at the Location how it ended', 'GET', location.slice(base_url.length), undefined, completion, 200);
    },
    /** Removes the people and groups, and then the connection. */
    async close() {
      for (const type of ['Groups', 'Users']) {
        const list = await call(`${base_url}/${type}?attributes=id`, scimToken, 'GET');
        for (const resource of list.body?.Resources ?? [])
          await call(`${base_url}/${type}/${resource.id}`, scimToken, 'DELETE');
      }
      await roster('DELETE', `${connections}/${id}`);
    },
  };
  console.log(`\n${bold(`${name}: ${base_url}`)}`);
  return connection;
}

async function call(url, token, method, body, type, more = {}) {
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }), ...more },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const location = response.headers.get('location');
  return { status: response.status, text, location, body: text === '' ? undefined : JSON.parse(text) };
}

function print(what, method, path, body, { status, text }, expected) {
  console.log(`\n${bold(what)}\n  ${method} ${decodeURIComponent(path)}`);
  if (body !== undefined) console.log(dim(`  ${JSON.stringify(body)}`));
  const mark = status === expected ? green(`✓ ${status}`) : red(`✗ ${status}, expected ${expected}`);
  console.log(`  ${mark}${text === '' ? '' : ` ${text}`}`);
}
