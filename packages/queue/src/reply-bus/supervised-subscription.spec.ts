import { type ChannelEvents, type ReplyTransport, SupervisedSubscription } from './supervised-subscription.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const TIMES = { heartbeat: 10, silence: 40, open: 40, backoff: { least: 1, most: 4 } };

/** A server in this process: `answers` false is one that takes everything and says nothing. */
class Server implements ReplyTransport {
  answers = true;
  accepts = true;
  opened = 0;
  lost = 0;
  dropped = 0;
  readonly got: string[] = [];
  events: ChannelEvents | undefined;

  open(events: ChannelEvents) {
    this.opened += 1;
    this.events = events;
    return {
      listening: this.accepts ? Promise.resolve() : new Promise<void>(() => undefined),
      beat: async (heartbeat: string) => {
        if (this.answers) events.message(heartbeat);
        else this.lost += 1;
      },
      drop: () => {
        this.dropped += 1;
      },
    };
  }

  received(text: string): void {
    this.got.push(text);
  }

  async close(): Promise<void> {
    this.events = undefined;
  }
}

async function start(server: Server, times = TIMES) {
  let interruptions = 0;
  const listener = {
    interrupted: () => {
      interruptions += 1;
    },
  };
  const subscription = await SupervisedSubscription.start(server, listener, silent, times);
  return { subscription, interruptions: () => interruptions };
}

async function until(when: () => boolean): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!when()) {
    if (performance.now() > deadline) throw new Error('It did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

let running: SupervisedSubscription | undefined;
afterEach(() => running?.close());

it('knows when its own heartbeat made the round trip', async () => {
  const server = new Server();
  const { subscription, interruptions } = await start(server, { ...TIMES, silence: 60_000 });
  running = subscription;
  const first = subscription.lastRoundTrip ?? Number.POSITIVE_INFINITY;
  expect(first).toBeLessThanOrEqual(performance.now());
  await until(() => (subscription.lastRoundTrip ?? 0) > first);
  expect([server.opened, interruptions()]).toEqual([1, 0]);
});

it('replaces a connection that stays open and silent, and says that replies may be missing', async () => {
  const server = new Server();
  const { subscription, interruptions } = await start(server);
  running = subscription;
  server.answers = false;
  await until(() => server.opened > 1);
  expect(server.dropped).toBeGreaterThan(0);
  server.answers = true;
  const before = subscription.lastRoundTrip ?? 0;
  await until(() => (subscription.lastRoundTrip ?? 0) > before);
  expect(interruptions()).toBeGreaterThan(0);
});

it('gives up on a server that accepts and never answers, and tries again', async () => {
  const server = new Server();
  server.accepts = false;
  const { subscription } = await start(server);
  running = subscription;
  await until(() => server.opened > 2);
  expect(subscription.lastRoundTrip).toBeNull();
  server.accepts = true;
  await until(() => subscription.lastRoundTrip !== null);
});

it('makes a connection that broke anew', async () => {
  const server = new Server();
  const { subscription, interruptions } = await start(server);
  running = subscription;
  server.events?.lost('reset');
  await until(() => server.opened === 2 && interruptions() === 1);
  expect(server.dropped).toBe(1);
});

it('says that replies may be missing when one of its heartbeats is', async () => {
  const server = new Server();
  const { subscription, interruptions } = await start(server);
  running = subscription;
  server.answers = false;
  const before = subscription.lastRoundTrip;
  await until(() => server.lost === 1);
  server.answers = true;
  await until(() => subscription.lastRoundTrip !== before && interruptions() > 0);
  expect(server.opened).toBe(1);
});

it('passes on what is no heartbeat, and nothing of a connection that was replaced', async () => {
  const server = new Server();
  const { subscription } = await start(server);
  running = subscription;
  const replaced = server.events;
  replaced?.message('an outcome');
  replaced?.lost('reset');
  await until(() => server.opened === 2);
  replaced?.message('another one');
  expect(server.got).toEqual(['an outcome']);
});

it('opens nothing more once it is closed', async () => {
  const server = new Server();
  const { subscription } = await start(server);
  server.events?.lost('reset');
  await subscription.close();
  const { opened } = server;
  await new Promise((resolve) => setTimeout(resolve, TIMES.backoff.most * 5));
  expect(server.opened).toBe(opened);
});
