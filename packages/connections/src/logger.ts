/** What this package needs of a logger; pino's has it. */
export interface ConnectionLogger {
  warn(fields: object, message: string): void;
}
