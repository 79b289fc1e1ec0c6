import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { poll } from './poll.mjs';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 30_000;

/** Why images cannot be built here; nothing when they can. */
export function dockerMissing() {
  if (!runs('docker', 'buildx', 'version') || !runs('docker', 'compose', 'version'))
    return 'no docker with buildx and compose';
  if (runs('docker', 'info')) return undefined;
  if (process.getuid?.() !== 0) return 'no docker daemon';
  return runs('dockerd', '--version') ? undefined : 'no dockerd';
}

/**
 * The Docker daemon of this machine, or, where none runs, one of our own with its data in `folder`. Our own leaves the
 * packet filter alone: builds use the network of the machine, and published ports go through docker-proxy.
 */
export async function openDocker(folder) {
  if (runs('docker', 'info')) return { env: process.env, own: false, close: async () => {} };
  const host = `unix://${join(folder, 'docker.sock')}`;
  const env = { ...process.env, DOCKER_HOST: host };
  const args = ['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec'), '--host', host];
  const daemon = spawn(
    'dockerd',
    [
      ...args,
      ...['--pidfile', join(folder, 'docker.pid')],
      ...['--iptables=false', '--ip6tables=false', '--ip-forward=false'],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  daemon.stderr.on('data', (chunk) => (said = (said + chunk).slice(-2_000)));
  const exited = new Promise((resolve) => daemon.once('close', resolve));
  await poll(START_LIMIT_MS, () => {
    if (daemon.exitCode !== null) throw new Error(`dockerd ended with ${daemon.exitCode}:\n${said}`);
    return runs('docker', '--host', host, 'info');
  });
  return {
    env,
    own: true,
    async close() {
      const limit = setTimeout(() => daemon.kill('SIGKILL'), STOP_LIMIT_MS);
      daemon.kill('SIGTERM');
      await exited;
      clearTimeout(limit);
      spawnSync('ip', ['link', 'delete', 'docker0'], { stdio: 'ignore' });
    },
  };
}

function runs(program, ...args) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
