import type { NewSlackDelivery, NewWorkflowStep } from '@roster/database';
import type { Answer } from '../messages/answer.js';
import { answerMessage } from '../messages/answer-message.js';
import type { Message } from '../messages/blocks.js';
import type { StepEnd } from '../messages/step-end.js';
import type { Place } from './stored-request.js';

/**
 * How long a `response_url` is used. Slack accepts it for 30 minutes, which includes the way there:
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
const RESPONSE_URL_MS = 29 * 60_000;

/** The request that a message belongs to. Its id names the message: one that is written twice is sent once. */
interface Origin {
  readonly id: string;
  readonly workspaceId: string;
  readonly traceId: string;
  readonly place: Place;
}

/**
 * An answer to where the request came from, or as a direct message when its `response_url` has expired. It replaces the
 * message with the button that was clicked, unless it comes `beside` it.
 */
export function answerDelivery(
  { id, workspaceId, traceId, place }: Origin,
  answer: Answer,
  beside = false,
): NewSlackDelivery {
  const { text, blocks } = answerMessage(answer);
  const delivery: NewSlackDelivery = {
    id,
    workspace_id: workspaceId,
    trace_id: traceId,
    method: 'respond',
    target: { team: place.teamId, url: place.responseUrl, user: place.slackUserId },
    payload: { text, blocks, response_type: 'ephemeral', replace_original: !beside },
  };
  return hasOpenResponseUrl(place) ? delivery : asDirectMessage(delivery, id);
}

/** A direct message to the user whom a workflow names. */
export function noticeDelivery(
  { id, workspaceId, traceId, place }: Origin,
  { text, blocks }: Message,
): NewSlackDelivery {
  return {
    id: `${id}:asked`,
    workspace_id: workspaceId,
    trace_id: traceId,
    method: 'direct',
    target: { team: place.teamId, user: place.slackUserId },
    payload: { text, blocks },
  };
}

/** The same message to the person, for a `response_url` that Slack closed before its time. */
export function asDirectMessage(delivery: NewSlackDelivery, id = `${delivery.id}:direct`): NewSlackDelivery {
  const { text, blocks } = delivery.payload;
  const { team, user } = delivery.target;
  return { ...delivery, id, method: 'direct', target: { team, user }, payload: { text, blocks } };
}

export function hasOpenResponseUrl({ responseUrl, since }: Place): boolean {
  return responseUrl !== null && Date.now() - Date.parse(since) < RESPONSE_URL_MS;
}

/** One for each step, however often it is ended. */
export function stepDelivery(
  { execution_id, workspace_id, team_id, trace_id }: Omit<NewWorkflowStep, 'membership_request_id'>,
  end: StepEnd,
): NewSlackDelivery {
  return {
    id: `step:${workspace_id}:${execution_id}`,
    workspace_id,
    method: 'step',
    target: { team: team_id, execution: execution_id },
    payload: { ...end },
    trace_id,
  };
}
