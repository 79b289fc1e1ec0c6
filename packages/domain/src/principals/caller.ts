import type { ChangeOrigin } from './change-origin.js';
import type { Principal } from './principal.js';

/** Who asks for a change, and where it comes from: what it is judged by and audited with. */
export interface Caller extends Omit<ChangeOrigin, 'actor'> {
  readonly principal: Principal;
}
