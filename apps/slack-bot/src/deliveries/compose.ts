import type { NewSlackDelivery } from '@roster/database';
import type { Answer } from '../answers/answer.js';
import { type Announcement, announcementMessage } from '../messages/announcement.js';
import { answerMessage } from '../messages/answer-message.js';
import type { Place } from '../requests/wish.js';

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses: 30 minutes, less some for the way. */
const RESPONSE_URL_MS = 29 * 60_000;

/** What of a request goes out. Its id tells which message it is: written twice, it is sent once. */
interface Origin {
  readonly id: string;
  readonly workspaceId: string;
  readonly traceId: string;
  readonly place: Place;
}

/** The answer at the place where somebody asked; as a direct message when Slack takes no answer there any more. */
export function composeAnswer({ id, workspaceId, traceId, place }: Origin, answer: Answer): NewSlackDelivery {
  const { text, blocks } = answerMessage(answer);
  const base = { id, workspace_id: workspaceId, trace_id: traceId };
  if (!responseUrlWorks(place))
    return {
      ...base,
      method: 'direct',
      target: { team: place.teamId, user: place.slackUserId },
      payload: { text, blocks },
    };
  return {
    ...base,
    method: 'respond',
    target: { team: place.teamId, url: place.responseUrl, user: place.slackUserId },
    payload: { text, blocks, response_type: 'ephemeral', replace_original: true },
  };
}

/** The same content to the person, for a `response_url` that Slack has closed before its time. */
export function composeDirect(delivery: NewSlackDelivery): NewSlackDelivery {
  const { text, blocks } = delivery.payload;
  const { team, user } = delivery.target;
  return {
    ...delivery,
    id: `${delivery.id}:direct`,
    method: 'direct',
    target: { team, user },
    payload: { text, blocks },
  };
}

export function composeAnnouncements(
  { id, workspaceId, traceId, place }: Origin,
  announcement: Announcement,
  channels: readonly string[],
): NewSlackDelivery[] {
  const { text, blocks } = announcementMessage(announcement);
  return channels.map((channel) => ({
    id: `${id}:${channel}`,
    workspace_id: workspaceId,
    method: 'post',
    target: { team: place.teamId, channel },
    payload: { text, blocks },
    trace_id: traceId,
  }));
}

export function responseUrlWorks({ responseUrl, since }: Place): boolean {
  return responseUrl !== null && Date.now() - Date.parse(since) < RESPONSE_URL_MS;
}
