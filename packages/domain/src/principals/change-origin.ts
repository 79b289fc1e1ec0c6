import type { Actor, Channel } from './actor.js';

/** Where a change comes from, for the audit. */
export interface ChangeOrigin {
  readonly actor: Actor;
  readonly channel: Channel;
  /** W3C trace id of the request that asked for it. */
  readonly traceId: string;
}
