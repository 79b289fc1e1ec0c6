import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../setup/command.mjs';
import { root } from '../setup/root.mjs';
import { poll } from './poll.mjs';

const HEALTHY_LIMIT_MS = 120_000;

/** The images of Roster by the service that builds each. */
export const BUILT = { api: 'api', worker: 'worker', console: 'console', 'slack-bot': 'slack-bot', roster: 'cli' };

/** docker-compose.yml with its secrets in files, under names and ports that are in nobody's way. */
export class Stack {
  #folder;
  #env;
  #project = `roster-check-${process.pid}`;
  #signal;
  /** Of the role that owns the tables, and of the one that the processes run as. */
  passwords = [randomBytes(12).toString('hex'), randomBytes(12).toString('hex')];

  constructor({ folder, env, bases, registry, signal }) {
    this.#folder = folder;
    this.#signal = signal;
    const secrets = join(folder, 'secrets');
    mkdirSync(secrets);
    const [owner, running] = this.passwords;
    writeFileSync(join(secrets, 'postgres-password'), `${owner}\n`);
    writeFileSync(join(secrets, 'database-owner-url'), `postgres://roster:${owner}@postgres:5432/roster\n`);
    writeFileSync(join(secrets, 'database-url'), `postgres://roster_app:${running}@postgres:5432/roster\n`);
    this.#env = { ...env, ROSTER_SECRETS: secrets, BUILDKIT_PROGRESS: 'plain' };
    writeFileSync(join(folder, 'check.yaml'), overrides({ bases, registry }));
  }

  /** Runs a command of Compose; rejects with what it said when it fails. */
  compose(...args) {
    const files = ['docker-compose.yml', join('deploy', 'compose', 'secrets.yaml'), join(this.#folder, 'check.yaml')];
    return this.docker('compose', '-p', this.#project, ...files.flatMap((file) => ['-f', file]), ...args);
  }

  async docker(...args) {
    const { code, output } = await runCommand('docker', args, { cwd: root, env: this.#env, signal: this.#signal });
    if (code !== 0) throw new Error(`docker ${args.join(' ')} ended with ${code}:\n${output.slice(-3_000)}`);
    return output.trim();
  }

  async inspect(container) {
    return JSON.parse(await this.docker('inspect', container))[0];
  }

  /** The containers of a service, or of all services. */
  async containers(service, ...options) {
    return (await this.compose('ps', '--quiet', ...options, ...(service ? [service] : []))).split('\n').filter(Boolean);
  }

  /** Resolves when every container that runs is healthy; rejects with what each one says when one is not in time. */
  async untilHealthy() {
    const look = () => this.compose('ps', '--format', '{{.Service}} {{.Health}}');
    const healthy = async () => (await look()).split('\n').every((line) => line.endsWith(' healthy'));
    await poll(HEALTHY_LIMIT_MS, healthy).catch(async (error) => {
      this.#signal?.throwIfAborted();
      const said = await this.compose('logs', '--no-color', '--tail', '5');
      throw new Error(`${error.message}\n${await look()}\n${said.slice(-3_000)}`);
    });
  }

  /** Where one container serves `port` on this machine. */
  async address(container, port) {
    return `http://${(await this.docker('port', container, String(port))).split('\n')[0]}`;
  }

  async close() {
    // Also when the run was interrupted, whose signal would end this at once.
    this.#signal = undefined;
    await this.compose('--profile', '*', 'down', '--volumes', '--timeout', '10');
    await this.docker('image', 'rm', '--force', ...Object.values(BUILT).map(imageName));
  }
}

export const imageName = (app) => `roster-check-${app}`;

/** What a check changes of docker-compose.yml: bases, names, ports that are free, and the way to npm's registry. */
function overrides({ bases, registry }) {
  const build = `build: { network: host, args: { NODE_IMAGE: ${bases.node} }, secrets: [npmrc, npm_ca] }`;
  const ports = (port) => `ports: !override ["127.0.0.1::${port}"]`;
  return `
services:
  postgres: { image: "${bases.postgres}" }
  redis: { image: "${bases.redis}" }
  migrate: { image: ${imageName('api')} }
  seed: { image: ${imageName('api')} }
  api: { image: ${imageName('api')}, ${build}, ${ports(3000)} }
  worker: { image: ${imageName('worker')}, ${build} }
  console: { image: ${imageName('console')}, ${build}, ${ports(3002)} }
  slack-bot: { image: ${imageName('slack-bot')}, ${build}, ${ports(3003)} }
  roster: { image: ${imageName('cli')}, ${build} }
secrets:
  npmrc: { file: ${registry.npmrc} }
  npm_ca: { file: ${registry.npm_ca} }
`;
}
