/** What a process tells the one that forked it once it serves. */
export interface ReadyMessage {
  readonly type: 'ready';
  readonly url?: string;
  /** Where its `/metrics` and health are for operators, when that is elsewhere. */
  readonly metricsUrl?: string;
}

/** Tells the parent, when there is one with an IPC channel, that the process is ready. */
export function announceReady(where: Omit<ReadyMessage, 'type'> = {}): void {
  const message: ReadyMessage = { type: 'ready', ...where };
  process.send?.(message);
}
