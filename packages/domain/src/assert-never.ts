/** Ends a switch over a union: a new member that no branch handles fails to compile, or throws here. */
export function assertNever(value: never): never {
  throw new Error(`No branch handles ${JSON.stringify(value)}`);
}
