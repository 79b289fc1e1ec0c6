import type { SlackPerson, SlackRequest } from '@roster/database';
import type { Caller, Principal } from '@roster/domain';
import { ROLE_SCOPES } from '@roster/domain';
import type { Answer } from '../answers/answer.js';
import type { ChangeRecord } from '../changes/change-plan.js';
import type { Announcement } from '../messages/announcement.js';
import type { BoundWorkspace } from '../people/people.js';
import type { Place } from './wish.js';

/** A request together with who asks, and where: what every handler works on. */
export interface Visit {
  readonly request: SlackRequest;
  readonly place: Place;
  readonly triggerId: string | null;
  readonly traceparent: string | undefined;
  readonly workspace: BoundWorkspace;
  readonly person: SlackPerson;
  readonly caller: Caller;
}

/** How a request ended: what the person is told, and what else comes of it. */
export interface Ending {
  /** Null: there is nothing to say, as a modal was opened. */
  readonly answer: Answer | null;
  readonly record?: ChangeRecord;
  /** Told to the channels of the department. */
  readonly announce?: Announcement;
}

/** A request that is not over: somebody looks after it again in some seconds. */
interface Pause {
  readonly sleepSeconds: number;
}

export type Handled = Ending | Pause;

/** The person acts with the role that it has now, over this channel. */
export function callerOf(workspace: BoundWorkspace, person: SlackPerson, traceId: string): Caller {
  const principal: Principal = {
    organizationId: workspace.organizationId,
    actor: { type: 'user', id: person.user_id },
    scopes: new Set(ROLE_SCOPES[person.role]),
  };
  return { principal, channel: 'slack', traceId };
}
