import { type BulkAddOptions, type BulkAddParams, type BulkAddResult, bulkAdd } from './bulk-add.js';
import { Caller, type OperationIds } from './caller.js';
import { createRoster, type RosterClient } from './client.js';
import { EventStream } from './event-stream.js';
import type { RequestOptions } from './options.js';
import { Resources } from './resources.generated.js';
import type { RetryOptions } from './retrying-fetch.js';
import type { Operation, ReadEventsParams } from './types.generated.js';

export interface RosterOptions {
  /** An API key, or a function that gives the current token before each request. */
  readonly apiKey: string | (() => string | Promise<string>);
  /** Where the API is, like `https://roster.example.com`. */
  readonly baseUrl: string;
  /** After how many milliseconds a call is rejected with a `TimeoutError`. Default: 60,000. */
  readonly timeout?: number | undefined;
  readonly retry?: RetryOptions | undefined;
  /**
   * Follows an organization to the cell that it has moved to, which then gets the API key, too. Default: true. With false a
   * call is rejected with `ORGANIZATION_MOVED`, and `details.location` is the URL there.
   */
  readonly followMoves?: boolean | undefined;
  /** Instead of the global `fetch`. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

export interface WaitForOperationOptions extends RequestOptions {
  /** Called with the operation whenever it was read. */
  readonly onProgress?: ((operation: Operation) => void) | undefined;
}

const TIMEOUT_MS = 60_000;

/** The API: `roster.departments.addMember({ … })` and so on, with a method for each operation. */
export class Roster extends Resources {
  /** The same API by path: `roster.raw.GET('/v1/organizations/{organization_id}', { params: … })`. */
  readonly raw: RosterClient;
  readonly #caller: Caller;

  /** @throws TypeError when there is no API key, or the URL is none of the web */
  constructor({ apiKey, baseUrl, timeout = TIMEOUT_MS, retry, followMoves, fetch }: RosterOptions) {
    if (!apiKey) throw new TypeError('"apiKey" is missing.');
    if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol))
      throw new TypeError('"baseUrl" must be a URL like https://roster.example.com.');
    const raw = createRoster({ baseUrl, token: apiKey, retry, followMoves, fetch });
    const caller = new Caller(raw, timeout);
    super(caller);
    this.raw = raw;
    this.#caller = caller;
  }

  /**
   * Waits until an operation has ended and gives it as it is then: `result` is what came of the change, `error` why
   * nothing was changed.
   *
   * @throws TimeoutError when the time is over, which does not end the operation
   */
  async waitForOperation(ids: OperationIds, options: WaitForOperationOptions = {}): Promise<Operation> {
    return this.#caller.settled(ids, this.#caller.deadline(options), options.onProgress);
  }

  /**
   * The events of an organization from `after` on, as they come: `for await (const event of roster.events({ … }))`. A
   * `timeout` is that of each request, and must be longer than `wait`.
   */
  events(params: ReadEventsParams, options: RequestOptions = {}): EventStream {
    return new EventStream(this.feed, params, options);
  }

  /**
   * Adds any number of users to a department, by their IDs or e-mail addresses: in as many bulks as it takes, one after
   * the other. There is no limit of time, unless one is given.
   *
   * @throws RangeError when an atomic bulk is too large for one request: nothing is sent
   */
  async bulkAdd(params: BulkAddParams, options: BulkAddOptions = {}): Promise<BulkAddResult> {
    return bulkAdd(this, this.#caller, params, options);
  }
}
