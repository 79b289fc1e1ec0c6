import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { capture } from './base-images.mjs';
import { Balancer, Client, signIn } from './client.mjs';
import { poll } from './poll.mjs';

const STOP_LIMIT_MS = 45_000;
const RESTART_LIMIT_MS = 60_000;
const PEOPLE = ['usr_demo001', 'usr_demo002', 'usr_demo003', 'usr_demo004'];

/** Kills Node in a container whose process 1 is an init; the shell has `kill` built in. */
const KILL_NODE = `
for file in /proc/[0-9]*/cmdline; do
  read -r -d '' program <"$file"
  [ "$program" != node ] || { pid=\${file#/proc/}; kill -9 "\${pid%/cmdline}"; }
done`;

/** Runs docker-compose.yml: what a person does with it, and what goes wrong in operation. */
export async function checkStack(results, stack) {
  const started = await results.check('up: every container is healthy', async () => {
    await stack.compose('up', '--detach', '--no-build');
    await stack.untilHealthy();
    return 'all of them';
  });
  if (!started) return;
  const token = await results.check('seed prints a token', async () => {
    const said = await stack.compose('run', '--rm', '-T', 'seed');
    return capture(/^Token: (roster_\S+)$/m, said);
  });
  if (!token) return;
  const client = new Client(token);

  await checkUse(results, stack, client);
  await checkBot(results, stack);
  await checkOutages(results, stack, client);
  await checkRollingRestart(results, stack, client);
  await checkStop(results, stack, client);
}

async function checkUse(results, stack, client) {
  await results.check('an add is answered with 201, a second one with 409', async () => {
    const api = await apiOf(stack);
    assert.deepEqual([await client.add(api), await client.add(api)], [201, 409]);
  });
  await results.check('an operator signs in to the console and sees the overview', async () => {
    const [container] = await stack.containers('console');
    const said = await stack.compose(
      ...['--profile', 'roster', 'run', '--rm', '-T', 'roster', 'operator', 'create'],
      ...['--email', 'ops@example.com', '--name', 'Olga', '--role', 'operator', '--password', 'generate'],
    );
    const password = capture(/^password +(\S+)$/m, said);
    assert.equal(await signIn(await stack.address(container, 3002), 'ops@example.com', password), 200);
  });
  await results.check('no container shows a password; each has limits and rotates its logs', async () => {
    for (const id of await stack.containers()) {
      const { Name: name, Config: config, HostConfig: host } = await stack.inspect(id);
      const shown = JSON.stringify(config.Env);
      assert.ok(!stack.passwords.some((password) => shown.includes(password)), `${name} shows a password`);
      assert.ok(host.Memory > 0, `${name} has no memory limit`);
      assert.ok(host.LogConfig.Config['max-size'], `${name} keeps all its logs`);
    }
  });
}

async function checkBot(results, stack) {
  await results.check('a bot without tokens says so, and is not started for ever', async () => {
    await stack.compose('--profile', 'slack', 'up', '--detach', '--no-build', '--no-deps', 'slack-bot');
    const bot = await poll(RESTART_LIMIT_MS, async () => {
      const [id] = await stack.containers('slack-bot', '--all');
      const container = await stack.inspect(id);
      return container.State.Status === 'exited' && container;
    });
    assert.deepEqual([bot.State.ExitCode, bot.RestartCount], [78, 5]);
    assert.match(await stack.docker('logs', bot.Id), /SLACK_SIGNING_SECRET is not set/);
    await stack.compose('--profile', 'slack', 'rm', '--force', 'slack-bot');
  });
}

async function checkOutages(results, stack, client) {
  await results.check('three workers', async () => {
    await stack.compose('up', '--detach', '--no-build', '--no-recreate', '--scale', 'worker=3');
    await stack.untilHealthy();
    assert.equal((await stack.containers('worker')).length, 3);
  });
  await results.check('a worker is killed: changes go on, and it is started again', async () => {
    const [worker] = await stack.containers('worker');
    const api = await apiOf(stack);
    await stack.docker('exec', worker, 'bash', '-c', KILL_NODE);
    assert.deepEqual([await client.remove(api), await client.add(api)], [204, 201]);
    await poll(RESTART_LIMIT_MS, async () => {
      const { State: state, RestartCount: restarts } = await stack.inspect(worker);
      return state.Status === 'running' && restarts === 1;
    });
    await stack.untilHealthy();
  });
  await results.check('Redis restarts: no change is refused', async () => {
    await stack.compose('restart', 'redis');
    const api = await apiOf(stack);
    const [removed, added] = [await client.remove(api), await client.add(api)];
    assert.ok([202, 204].includes(removed) && [201, 202].includes(added), `${removed} and ${added}`);
    await stack.untilHealthy();
  });
  await results.check('Postgres restarts: changes go on', async () => {
    await stack.compose('restart', 'postgres');
    await stack.untilHealthy();
    const api = await apiOf(stack);
    await poll(RESTART_LIMIT_MS, async () => [204, 404].includes(await client.remove(api)));
    assert.equal(await client.add(api), 201);
  });
}

async function checkRollingRestart(results, stack, client) {
  await results.check('a rolling restart of API and workers drops nothing', async () => {
    await stack.compose(
      ...['up', '--detach', '--no-build', '--no-recreate', '--scale', 'api=2', '--scale', 'worker=2'],
    );
    await stack.untilHealthy();
    const nodes = new Map();
    for (const id of await stack.containers('api')) nodes.set(id, await stack.address(id, 3000));
    const balancer = new Balancer(nodes);
    const running = { stopped: false };
    const load = PEOPLE.map((person) => changesOf(client, balancer, person, running));
    try {
      for (const id of [...(await stack.containers('worker')), ...nodes.keys()]) {
        await stack.docker('restart', '--time', '45', id);
        if (nodes.has(id)) nodes.set(id, await stack.address(id, 3000));
        await stack.untilHealthy();
      }
    } finally {
      running.stopped = true;
      balancer.close();
    }
    const statuses = (await Promise.all(load)).flat();
    const dropped = statuses.filter((status) => status !== 201 && status !== 204);
    assert.deepEqual(dropped, []);
    return `${statuses.length} changes`;
  });
}

/** Adds and removes one person until it is told to stop; the statuses, or what went wrong in place of one. */
async function changesOf(client, balancer, person, running) {
  const statuses = [];
  while (!running.stopped) {
    for (const change of ['add', 'remove']) {
      const api = await balancer.choose();
      statuses.push(await client[change](api, person).catch((error) => String(error.cause ?? error)));
    }
    await delay(20);
  }
  return statuses;
}

async function checkStop(results, stack, client) {
  await results.check(
    `stop: within ${STOP_LIMIT_MS / 1_000} s, every process with 0, the API before the worker`,
    async () => {
      const containers = await stack.containers();
      const [api] = await stack.containers('api');
      const [worker] = await stack.containers('worker');
      const began = performance.now();
      await stack.compose('stop');
      const took = performance.now() - began;
      for (const id of containers) {
        const { Name: name, State: state } = await stack.inspect(id);
        assert.equal(state.ExitCode, 0, `${name} ended with ${state.ExitCode}`);
      }
      const ended = async (id) => Date.parse((await stack.inspect(id)).State.FinishedAt);
      assert.ok((await ended(api)) < (await ended(worker)), 'the worker ended before the API');
      assert.ok(took < STOP_LIMIT_MS, `it took ${(took / 1_000).toFixed(1)} s`);
    },
  );
  await results.check('up again: the data is there', async () => {
    await stack.compose('up', '--detach', '--no-build');
    await stack.untilHealthy();
    assert.equal(await client.add(await apiOf(stack)), 409);
  });
}

async function apiOf(stack) {
  const [container] = await stack.containers('api');
  return stack.address(container, 3000);
}
