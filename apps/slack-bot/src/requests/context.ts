import type { SlackPerson, SlackRequest } from '@roster/database';
import { type Caller, ROLE_SCOPES } from '@roster/domain';
import type { Answer, AnswerOf } from '../messages/answer.js';
import type { Message } from '../messages/blocks.js';
import type { StepEnd } from '../messages/step-end.js';
import type { ConnectedWorkspace } from './members.js';
import type { ChangeEffects, Place, RequestIntent } from './stored-request.js';

/** What is being done for a request. */
export type Stage = AnswerOf<'started' | 'looking_up' | 'working'>;

/** A request with its sender and workspace. */
export interface RequestContext {
  readonly request: SlackRequest;
  readonly place: Place;
  readonly triggerId: string | null;
  readonly traceparent: string | undefined;
  readonly workspace: ConnectedWorkspace;
  readonly member: SlackPerson;
  readonly caller: Caller;
  /** Tells what is being done now: the acknowledgement of a command says it after a second. */
  enter(stage: Stage): void;
}

/** A request that is finished. */
export interface Finished {
  /** What the person is told. Null: nothing, because a form was opened. */
  readonly answer: Answer | null;
  /** The message with the button that was clicked stays, and the answer comes beside it. */
  readonly beside?: boolean;
  readonly effects?: ChangeEffects;
  /** Ends the step of a workflow. */
  readonly step?: StepEnd;
  /** A direct message to the user whom a workflow names. */
  readonly notice?: Message;
}

/** Finished, or to be processed again after some seconds. */
export type Handled = Finished | { readonly sleepSeconds: number };

/** Carries out a request. It may be called again for the same request, and then changes nothing a second time. */
export type HandleRequest = (intent: RequestIntent, context: RequestContext) => Promise<Handled>;

/** The member acts with their current role. */
export function callerOf({ organizationId }: ConnectedWorkspace, member: SlackPerson, traceId: string): Caller {
  return {
    principal: {
      organizationId,
      actor: { type: 'user', id: member.user_id },
      scopes: new Set(ROLE_SCOPES[member.role]),
    },
    channel: 'slack',
    traceId,
  };
}
