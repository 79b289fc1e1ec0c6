/** The process cannot start with the environment that it was given. The message is for the person who set it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
