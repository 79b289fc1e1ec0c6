import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { executable, findBinaries } from './binaries.js';
import { explainFailure } from './explain-failure.js';
import { runTool } from './run-tool.js';
import { serviceHome, shortHash } from './service-home.js';
import { canEnter, type ServiceUser, serviceUser } from './service-user.js';

/** The role that `initdb` creates. */
export const SUPERUSER = 'roster';

export interface Cluster {
  /** The folder with all files of this server: `cluster`, `password`, `postgres.log`. */
  home: string;
  /** What Postgres calls PGDATA. */
  data: string;
  logFile: string;
  password: string;
  binaries: string;
  user: ServiceUser | undefined;
}

/** Opens the cluster in `dataDir`, or creates it on first use. */
export async function openCluster(dataDir: string, durable: boolean, log: (line: string) => void): Promise<Cluster> {
  const account = serviceUser();
  const home = reachableHome(resolve(dataDir), account, log);
  const data = join(home, 'cluster');
  // Data that an ordinary user created stays theirs: root then runs the server as that user.
  const user = account && existsSync(data) ? ownerOf(data) : account;
  const cluster = {
    home,
    data,
    logFile: join(home, 'postgres.log'),
    password: readPassword(home, user),
    binaries: findBinaries(user, log),
    user,
  };
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(cluster, durable);
  return cluster;
}

/** Makes the account that the server runs as the owner of `path`. */
export function handOver(path: string, user: ServiceUser | undefined): void {
  if (user) chownSync(path, user.uid, user.gid);
}

function reachableHome(dataDir: string, user: ServiceUser | undefined, log: (line: string) => void): string {
  mkdirSync(dirname(dataDir), { recursive: true });
  let home = dataDir;
  if (user && !canEnter(dirname(dataDir), user)) {
    home = join(serviceHome(), shortHash(dataDir));
    log(`Postgres data is in ${home} (the postgres user cannot enter ${dirname(dataDir)})`);
  }
  if (!existsSync(home)) {
    mkdirSync(home, { mode: 0o700 });
    handOver(home, user);
  }
  return home;
}

function ownerOf(path: string): ServiceUser {
  const { uid, gid } = statSync(path);
  return { uid, gid };
}

function readPassword(home: string, user: ServiceUser | undefined): string {
  const file = join(home, 'password');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(18).toString('base64url'), { mode: 0o600 });
    handOver(file, user);
  }
  return readFileSync(file, 'utf8').trim();
}

async function initialise({ home, data, binaries, user }: Cluster, durable: boolean): Promise<void> {
  // initdb writes PG_VERSION early. Renaming a draft at the end keeps an unfinished cluster from looking complete.
  const draft = `${data}.draft`;
  rmSync(draft, { recursive: true, force: true });
  const result = await runTool(
    executable(binaries, 'initdb'),
    [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${join(home, 'password')}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ],
    home,
    user,
  );
  if (result.code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw explainFailure(`initdb could not make ${data}`, result.output);
  }
  renameSync(draft, data);
}
