import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inlineCommand, untilTrue } from './inline-command.js';
import { type LocalRedis, startRedis } from './start-redis.js';

const NAME = 'roster';

/** How long a master may be silent before a Sentinel considers it down, in milliseconds. */
const DOWN_AFTER_MS = 1_000;

export interface SentinelOptions {
  readonly replicas: number;
  readonly sentinels: number;
}

export interface LocalSentinel {
  /** Lists the Sentinels. */
  readonly url: string;
  /** The Sentinels' name for the master. */
  readonly master: string;
  /** The current master. */
  current(): Promise<LocalRedis>;
  /** Resolves when all Sentinels report a different master. */
  replaced(master: LocalRedis): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a master, its replicas and the Sentinels that monitor them, all on 127.0.0.1. */
export async function startSentinel({ replicas, sentinels }: SentinelOptions): Promise<LocalSentinel> {
  const folder = mkdtempSync(join(tmpdir(), 'roster-sentinel-'));
  const started: LocalRedis[] = [];
  const stop = async () => {
    await Promise.all(started.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const master = await startRedis();
    const servers = [master];
    started.push(master);
    for (let index = 0; index < replicas; index++) {
      const replica = await startRedis({ args: ['--replicaof', '127.0.0.1', String(master.port)] });
      started.push(replica);
      servers.push(replica);
    }
    const watchers: LocalRedis[] = [];
    for (let index = 0; index < sentinels; index++) {
      const watcher = await startWatcher(join(folder, `${index}.conf`), master.port, Math.floor(sentinels / 2) + 1);
      started.push(watcher);
      watchers.push(watcher);
    }
    await Promise.all(watchers.map((watcher) => untilItKnows(watcher, replicas, sentinels)));
    const named = () => Promise.all(watchers.map(({ port }) => askMaster(port)));
    return {
      url: `redis://${watchers.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
      master: NAME,
      async current() {
        const [port] = await named();
        const server = servers.find((one) => one.port === port);
        if (!server) throw new Error(`No server listens on ${port}`);
        return server;
      },
      replaced: (old) =>
        untilTrue('another master is named', async () => (await named()).every((port) => port !== old.port)),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A Sentinel rewrites its configuration file, so each needs its own. */
function startWatcher(file: string, masterPort: number, quorum: number): Promise<LocalRedis> {
  const lines = [
    `sentinel monitor ${NAME} 127.0.0.1 ${masterPort} ${quorum}`,
    `sentinel down-after-milliseconds ${NAME} ${DOWN_AFTER_MS}`,
    `sentinel failover-timeout ${NAME} 5000`,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return startRedis({ sentinelFile: file });
}

async function untilItKnows({ port }: LocalRedis, replicas: number, sentinels: number): Promise<void> {
  const known = `slaves=${replicas},sentinels=${sentinels}`;
  await untilTrue(`the Sentinel on ${port} knows all others`, async () =>
    (await inlineCommand(port, 'INFO sentinel')).includes(known),
  );
}

async function askMaster(port: number): Promise<number> {
  const answer = await inlineCommand(port, `SENTINEL get-master-addr-by-name ${NAME}`);
  const found = /\r\n(\d+)\r\n[+-]/.exec(answer)?.[1];
  if (!found) throw new Error(`The Sentinel on ${port} names no master: ${answer}`);
  return Number(found);
}
