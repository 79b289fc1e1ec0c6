import type { RequestOptions } from './options.js';
import type { Feed } from './resources.generated.js';
import { sleep } from './retrying-fetch.js';
import type { Event, EventPage, ReadEventsParams } from './types.generated.js';

/** How many seconds a request waits for the next event, unless the parameters say. */
const WAIT_SECONDS = 20;

/** An empty answer that came at once: the node has no room for another that waits. */
const PAUSE_MS = 1_000;

/**
 * The events of an organization, those to come included: it waits for the next one and does not end by itself. Events are
 * in order. When the loop is left and begun again, it goes on after the last page that was taken whole, so a few events
 * may come twice: tell them by their `id`.
 */
export class EventStream implements AsyncIterable<Event> {
  readonly #feed: Feed;
  readonly #params: ReadEventsParams;
  readonly #options: RequestOptions;
  #cursor: string | undefined;

  constructor(feed: Feed, params: ReadEventsParams, options: RequestOptions) {
    this.#feed = feed;
    this.#params = params;
    this.#options = options;
    this.#cursor = params.after;
  }

  /** The `after` for another stream that is to go on where this one is; undefined before the first page. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  /** Page after page: store `nextCursor` together with the result of processing its events. Pages may be empty. */
  async *pages(): AsyncGenerator<EventPage, void, void> {
    for (;;) {
      const began = performance.now();
      const params = { wait: WAIT_SECONDS, ...this.#params, after: this.#cursor };
      const page = await this.#feed.read(params, this.#options);
      yield page;
      this.#cursor = page.nextCursor;
      const isIdle = page.data.length === 0 && !page.hasMore;
      if (isIdle && performance.now() - began < PAUSE_MS) await sleep(PAUSE_MS, this.#options.signal);
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event, void, void> {
    for await (const { data } of this.pages()) yield* data;
  }
}
