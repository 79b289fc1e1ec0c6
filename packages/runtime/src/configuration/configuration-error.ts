/** The process cannot start with the environment that it was given. The message is for the person who set it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Ends the start with this problem, a sentence for the person who set the environment; undefined: there is none. */
export function assertConfigured(problem: string | undefined): void {
  if (problem !== undefined) throw new ConfigurationError(problem);
}
