/** What was typed is no command of ours. The message says what is wrong with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(
    message: string,
    /** The command whose help explains it, when it is known. */
    readonly command?: string,
  ) {
    super(message);
  }
}
