/** Where requests go, and what is in them. */
export interface Target {
  readonly url: string;
  /** GET sends no body; POST unless given. */
  readonly method?: 'GET' | 'POST' | 'PATCH';
  /** `%d` in it stands for the department's number: all people are added to the first one, then to the second, … */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `%d` in it stands for the person's number, another one in every request. */
  readonly body: string;
  readonly people: number;
}

export interface LoadOptions {
  readonly connections: number;
  readonly seconds: number;
}

/** What a load came to. Latencies are in milliseconds. */
export interface LoadResult {
  readonly requests: number;
  /** Answers whose status is not 2xx. */
  readonly refused: number;
  /** Connections that broke, and requests that got no answer in time. */
  readonly broken: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Answers of one kind. Latencies are in milliseconds. */
interface AnswersOfKind {
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
}

/** A result that tells answers apart by their status. */
export interface LoadByStatus extends LoadResult {
  /** 2xx. */
  readonly accepted: AnswersOfKind;
  /** 503. */
  readonly overloaded: AnswersOfKind;
}
