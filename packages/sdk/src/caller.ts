import type { RosterClient } from './client.js';
import { Deadline } from './deadline.js';
import { camelFields } from './field-names.js';
import { CsvList, List, type ListPage } from './list.js';
import type { ChangeOptions, IfMatch, RequestOptions } from './options.js';
import { type Endpoint, type RequestParts, requestParts } from './request.js';
import { sleep } from './retrying-fetch.js';
import { answeredError, errorOf } from './roster-error.js';
import { type Answered, type RosterPromise, rosterPromise } from './roster-promise.js';
import type { Operation } from './types.generated.js';

type Options = ChangeOptions & IfMatch;

/** The client without its types by path: an endpoint is not known when this is compiled. */
interface UntypedClient {
  request<As extends keyof Parsed>(
    method: string,
    path: string,
    init: RequestParts & { readonly parseAs: As; readonly signal?: AbortSignal },
  ): Promise<{ data?: Parsed[As]; error?: unknown; response: Response }>;
}

interface Parsed {
  readonly text: string;
  readonly stream: ReadableStream<Uint8Array>;
}

const OPERATION: Endpoint = {
  name: 'operations.get',
  method: 'GET',
  path: '/v1/organizations/{organization_id}/operations/{operation_id}',
  maps: ['error.details'],
};

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** Sends what the methods of the resources describe. */
export class Caller {
  readonly #client: UntypedClient;
  readonly #timeout: number;

  /** @param timeout of a call, in milliseconds */
  constructor(client: RosterClient, timeout: number) {
    this.#client = client as unknown as UntypedClient;
    this.#timeout = timeout;
  }

  /** Resolves with what the API answers. */
  send<Body>(endpoint: Endpoint, params: object, options: Options): RosterPromise<Body> {
    return rosterPromise(this.#send<Body>(endpoint, params, options));
  }

  /**
   * Resolves with the outcome of a change. When the API answers with the operation, because it takes longer, the
   * outcome is waited for; with `wait`, the operation is what it resolves with.
   */
  change<Result>(endpoint: Endpoint, params: object, options: Options): RosterPromise<Result> {
    return rosterPromise(this.#change<Result>(endpoint, params, options));
  }

  list<Entry>(endpoint: Endpoint, params: object, options: RequestOptions): List<Entry> {
    return new List(this.#pages(endpoint, params, options));
  }

  csvList<Entry>(endpoint: Endpoint, params: object, options: RequestOptions): CsvList<Entry> {
    return new CsvList(this.#pages<Entry>(endpoint, params, options), async () => {
      const parts = requestParts(endpoint, params, options);
      const asked = { ...parts, headers: { ...parts.headers, accept: 'text/csv' } };
      const { data } = await this.#request(endpoint, asked, 'stream', new Deadline(options.timeout, options));
      return data ?? new ReadableStream({ start: (empty) => empty.close() });
    });
  }

  /** Reads an operation again and again until it has ended. */
  async settled(ids: OperationIds, deadline: Deadline, onRead?: (operation: Operation) => void): Promise<Operation> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
      const { data } = await this.#send<Operation>(OPERATION, ids, {}, deadline);
      onRead?.(data);
      if (data.state !== 'accepted') return data;
      await sleep(pause, deadline.signal).catch((error: unknown) => {
        throw deadline.rejection(error, ids.operationId);
      });
    }
  }

  async #change<Result>(endpoint: Endpoint, params: object, options: Options): Promise<Answered<Result>> {
    const deadline = this.deadline(options);
    const answer = await this.#send<Result | Operation>(endpoint, params, options, deadline);
    const { data, response } = answer;
    if (response.status !== 202 || options.wait !== undefined) return answer as Answered<Result>;
    const { organizationId } = params as OperationIds;
    const operation = await this.settled({ organizationId, operationId: (data as Operation).id }, deadline);
    return { data: outcome(operation) as Result, response };
  }

  async #send<Body>(
    endpoint: Endpoint,
    params: object,
    options: Options,
    deadline = this.deadline(options, options.wait ?? queriedWait(endpoint, params)),
  ): Promise<Answered<Body>> {
    const parts = requestParts(endpoint, params, options);
    const { operationId } = params as Partial<OperationIds>;
    const { data, response } = await this.#request(endpoint, parts, 'text', deadline, operationId);
    return { data: camelFields(parse(data, response), endpoint.maps ?? []) as Body, response };
  }

  /** @throws RosterError when there is no good answer; whatever the caller gave up with */
  async #request<As extends keyof Parsed>(
    { method, path }: Endpoint,
    parts: RequestParts,
    parseAs: As,
    deadline: Deadline,
    operationId?: string,
  ) {
    const init = { ...parts, parseAs, ...(deadline.signal && { signal: deadline.signal }) };
    const answer = await this.#client.request(method, path, init).catch((error: unknown) => {
      throw deadline.rejection(error, operationId);
    });
    if (!answer.response.ok) throw answeredError(answer.error, answer.response);
    return answer;
  }

  #pages<Entry>(endpoint: Endpoint, params: object, options: RequestOptions) {
    return (cursor?: string) =>
      this.send<ListPage<Entry>>(endpoint, cursor === undefined ? params : { ...params, cursor }, options);
  }

  /** When a call with these options ends at the latest. */
  deadline(options: Options, wait = options.wait): Deadline {
    return new Deadline(options.timeout ?? this.#timeout + (wait || 0) * 1_000, options);
  }
}

export interface OperationIds {
  readonly organizationId: string;
  readonly operationId: string;
}

/** How many seconds the API may wait before it answers, where that is a parameter of the request. */
function queriedWait({ query }: Endpoint, params: object): number | undefined {
  return query?.includes('wait') ? (params as { readonly wait?: number }).wait : undefined;
}

/** What the change gave; undefined when it gave nothing. */
function outcome({ id, error, result, traceId }: Operation): unknown {
  if (error === null) return result ?? undefined;
  throw errorOf({ ...error, traceId, operationId: id });
}

function parse(text: string | undefined, response: Response): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw answeredError(text, response);
  }
}
