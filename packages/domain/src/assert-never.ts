/** Ends a switch over a union: a case that no branch handles does not compile, or throws here. */
export function assertNever(value: never): never {
  throw new Error(`No branch handles ${JSON.stringify(value)}`);
}
