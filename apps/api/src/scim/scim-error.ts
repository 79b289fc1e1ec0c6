/** RFC 7644, table 9, and RFC 9865, section 2.1. */
export type ScimType =
  | 'invalidCount'
  | 'invalidCursor'
  | 'invalidFilter'
  | 'invalidPath'
  | 'invalidSyntax'
  | 'invalidValue'
  | 'mutability'
  | 'noTarget'
  | 'tooMany'
  | 'uniqueness';

/** A request that breaks the rules of the protocol. Its message is for the caller. */
export class ScimError extends Error {
  override readonly name = 'ScimError';

  constructor(
    /** Null where the protocol has no keyword for it. */
    readonly scimType: ScimType | null,
    message: string,
    /** HTTP status code. */
    readonly status = 400,
  ) {
    super(message);
  }
}
