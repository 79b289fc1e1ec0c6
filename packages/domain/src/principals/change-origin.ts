import type { Actor, Channel } from './actor.js';
import type { Caller } from './caller.js';

/** Where a change comes from, for the audit. */
export interface ChangeOrigin {
  readonly actor: Actor;
  readonly channel: Channel;
  /** W3C trace id of the request that asked for it: 32 hex digits. */
  readonly traceId: string;
  /** The IP address of whoever asked; absent where there is none. */
  readonly address?: string | undefined;
}

export function originOf({ principal, channel, traceId, address }: Caller): ChangeOrigin {
  return { actor: principal.actor, channel, traceId, address };
}
