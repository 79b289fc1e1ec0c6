/** Ctrl-C ended a command in order. The message says what was done until then. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
