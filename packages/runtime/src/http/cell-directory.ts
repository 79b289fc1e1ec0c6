import { type CellDirectory, cellDirectorySchema } from '@roster/domain';

/** How long the document is used before it is asked for again, in milliseconds. */
const FRESH_MS = 5_000;

/** How long the server of the document may take, in milliseconds. */
const TIMEOUT_MS = 2_000;

/**
 * The directory of cells, a JSON document at a URL. It is asked for when it is needed and at most every five seconds, with the
 * ETag of the last answer. What is older is not used, even when the server is silent.
 */
export class CellDirectoryReader {
  private last: { readonly directory: CellDirectory; readonly etag: string | null; readonly at: number } | undefined;
  private reading: Promise<CellDirectory> | undefined;

  constructor(private readonly url: string) {}

  /** @throws Error when the document cannot be read or is no directory */
  async read(): Promise<CellDirectory> {
    if (this.last !== undefined && performance.now() - this.last.at < FRESH_MS) return this.last.directory;
    this.reading ??= this.ask().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async ask(): Promise<CellDirectory> {
    const at = performance.now();
    const etag = this.last?.etag ?? null;
    const response = await fetch(this.url, {
      headers: { accept: 'application/json', ...(etag === null ? {} : { 'if-none-match': etag }) },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 304 && this.last !== undefined) {
      this.last = { ...this.last, at };
      return this.last.directory;
    }
    if (!response.ok) throw new Error(`The directory of cells was answered with status ${response.status}`);
    const directory = cellDirectorySchema.parse(await response.json());
    this.last = { directory, etag: response.headers.get('etag'), at };
    return directory;
  }
}
