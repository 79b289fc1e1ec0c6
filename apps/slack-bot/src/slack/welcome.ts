import type { NewSlackDelivery } from '@roster/database';
import { newTraceContext } from '@roster/runtime';
import { welcomeMessage } from '../messages/setup-message.js';

/** The first message to the person who installed the bot, as a direct message. */
export function welcomeDelivery(
  workspaceId: string,
  teamId: string | null,
  userId: string,
  organization: string | null,
): NewSlackDelivery {
  const { traceId } = newTraceContext();
  const { text, blocks } = welcomeMessage(organization);
  return {
    id: `welcome:${workspaceId}:${traceId}`,
    workspace_id: workspaceId,
    method: 'direct',
    target: { team: teamId ?? workspaceId, user: userId },
    payload: { text, blocks },
    trace_id: traceId,
  };
}
