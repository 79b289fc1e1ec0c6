import { randomUUID } from 'node:crypto';
import { type IRedisClient, type Job, RedisQueueBackend, type Worker } from 'bullmq';

/** A line before a script of BullMQ's. */
const LINE_BEFORE = {
  /** It may be sent seconds before it runs, so that it takes the time from Redis instead of its second argument. */
  moveToActive: "local now = redis.call('TIME'); ARGV[2] = now[1] * 1000 + math.floor(now[2] / 1000)",
  /** As it fetches the next job itself, the marker of jobs that wait would only wake the worker for nothing. */
  moveToFinished: "if ARGV[6] == '1' then redis.call('ZREM', KEYS[14], '0') end",
} as const;

/** Where ioredis keeps the scripts that were defined for a client. */
interface DefinedScripts {
  readonly scriptsSet: Readonly<Record<string, { readonly lua: string; readonly numberOfKeys: number }>>;
}

/** What tells BullMQ's loop to take a job at once. */
const JOB_WAITS = { member: '0', score: 0 };

/** A method of BullMQ's worker that its types keep protected. */
interface Fetching {
  moveToActive(token: string, name?: string): Promise<Job | undefined>;
}

interface FetchedJob {
  /** It holds the job's lock. */
  readonly token: string;
  readonly answer: unknown[];
}

/**
 * Lets a worker on Redis get its job with the answer that wakes it. BullMQ's loop waits with `BZPOPMIN`, and then asks for
 * the job (`_getNextJob`, 6.7): a round trip more, and a turn of the process between. Here the worker sends both commands
 * when it begins to wait, over the same connection; Redis runs the second one as soon as the first is answered.
 */
export function fetchOnWake(worker: Worker): void {
  const backend = worker.getBackend();
  if (!(backend instanceof RedisQueueBackend) || !backend.blockingConnection) return;
  const { blockingConnection, keys } = backend;
  const toKey = (type: string) => backend.toKey(type);
  const waiting = new RedisQueueBackend(blockingConnection, worker.name, keys, toKey, worker.opts, undefined, false);
  const fetched: FetchedJob[] = [];

  const waitForJob = backend.waitForJob.bind(backend);
  backend.waitForJob = async (seconds) => {
    const token = randomUUID();
    const marker = waitForJob(seconds);
    const job = blockingConnection
      .runWithClusterRecovery(() => waiting.moveToActive(token, worker.opts.name))
      .then((answer) => void (answer[0] && fetched.push({ token, answer })))
      // The worker asks again, and reports how that fails.
      .catch(() => undefined);
    const woken = await marker;
    await job;
    return fetched.length > 0 ? JOB_WAITS : woken;
  };

  const moveJobToActive = backend.moveToActive.bind(backend);
  backend.moveToActive = async (token, name) =>
    (fetched[0]?.token === token ? fetched.shift()?.answer : undefined) ?? moveJobToActive(token, name);

  // A job that was fetched is taken with the token that holds its lock.
  const taking = worker as unknown as Fetching;
  const takeNext = taking.moveToActive.bind(worker);
  taking.moveToActive = (token, name) => takeNext(fetched[0]?.token ?? token, name);

  changeScript(waiting, 'moveToActive');
  changeScript(backend, 'moveToFinished');
}

function changeScript(backend: RedisQueueBackend, changed: keyof typeof LINE_BEFORE): void {
  const execCommand = backend.execCommand.bind(backend);
  const name = `roster:${changed}`;
  backend.execCommand = (client, command, args) => {
    if (command !== changed) return execCommand(client, command, args);
    if (!(name in client)) defineChanged(client as IRedisClient & DefinedScripts);
    return client.runCommand(name, args);
  };
  const defineChanged = (client: IRedisClient & DefinedScripts) => {
    // Their names end with BullMQ's version.
    const script = Object.entries(client.scriptsSet).find(([defined]) => defined.startsWith(`${changed}:`))?.[1];
    if (!script) throw new Error(`BullMQ has no script ${changed}`);
    const { lua, numberOfKeys } = script;
    client.defineCommand(name, { numberOfKeys, lua: `${LINE_BEFORE[changed]}\n${lua}` });
  };
}
