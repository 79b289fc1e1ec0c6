export interface Answered<Body> {
  readonly data: Body;
  /** For its status and headers; the body has been read. */
  readonly response: Response;
}

/** What a method returns: a promise of the body. */
export interface RosterPromise<Body> extends Promise<Body> {
  /** The body together with status and headers. */
  withResponse(): Promise<Answered<Body>>;
}

/** The promise of the body is derived only when somebody asks for it, as a failure would be reported as unhandled. */
export function rosterPromise<Body>(answer: Promise<Answered<Body>>): RosterPromise<Body> {
  const body = () => answer.then(({ data }) => data);
  return {
    // biome-ignore lint/suspicious/noThenProperty: it is a promise.
    then: (onFulfilled, onRejected) => body().then(onFulfilled, onRejected),
    catch: (onRejected) => body().catch(onRejected),
    finally: (onFinally) => body().finally(onFinally),
    withResponse: () => answer,
    [Symbol.toStringTag]: 'RosterPromise',
  };
}
