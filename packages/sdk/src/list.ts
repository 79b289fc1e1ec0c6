import type { RosterPromise } from './roster-promise.js';

export interface ListPage<Entry> {
  readonly data: Entry[];
  /** The `cursor` of the next page; null on the last one. */
  readonly nextCursor: string | null;
}

/** A list, which is requested page by page as it is read. */
export class List<Entry> implements AsyncIterable<Entry> {
  readonly #read: (cursor?: string) => RosterPromise<ListPage<Entry>>;

  /** @param read reads a page; without a cursor the one that the caller asked for */
  constructor(read: (cursor?: string) => RosterPromise<ListPage<Entry>>) {
    this.#read = read;
  }

  /** One page: the first, or that of the `cursor` in the parameters. */
  page(): RosterPromise<ListPage<Entry>> {
    return this.#read();
  }

  /** This page and all that follow. */
  async *pages(): AsyncGenerator<ListPage<Entry>, void, void> {
    let cursor: string | undefined;
    do {
      const page = await this.#read(cursor);
      yield page;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Entry, void, void> {
    for await (const { data } of this.pages()) yield* data;
  }
}

/** A list that can be had as a file, too. */
export class CsvList<Entry> extends List<Entry> {
  readonly #file: () => Promise<ReadableStream<Uint8Array>>;

  constructor(
    read: (cursor?: string) => RosterPromise<ListPage<Entry>>,
    file: () => Promise<ReadableStream<Uint8Array>>,
  ) {
    super(read);
    this.#file = file;
  }

  /** All entries as one CSV file, which has no limit of time unless the call has a `timeout`. */
  csv(): Promise<ReadableStream<Uint8Array>> {
    return this.#file();
  }
}
