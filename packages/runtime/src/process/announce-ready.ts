/** What a process tells the one that forked it once it serves. */
export interface ReadyMessage {
  readonly type: 'ready';
  readonly url?: string;
}

/** Tells the parent, when there is one with an IPC channel, that the process is ready. */
export function announceReady({ url }: { url?: string } = {}): void {
  const message: ReadyMessage = url === undefined ? { type: 'ready' } : { type: 'ready', url };
  process.send?.(message);
}
