/** The part of pino's logger that this package uses. */
export interface ConnectionLogger {
  warn(fields: object, message: string): void;
}
