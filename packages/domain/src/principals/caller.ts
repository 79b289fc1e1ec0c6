import type { Channel } from './actor.js';
import type { Principal } from './principal.js';

/** Who asks for a change, over which channel and in which trace: what a change is judged by and audited with. */
export interface Caller {
  readonly principal: Principal;
  readonly channel: Channel;
  /** W3C trace id: 32 hex digits. */
  readonly traceId: string;
}
