import type { SlackChannelLinks } from '@roster/database';
import { newTraceContext } from '@roster/runtime';
import type { App } from '@slack/bolt';
import { stoppedDelivery } from '../messages/link-message.js';
import type { OutboxDispatcher } from '../requests/outbox-dispatcher.js';
import type { Workspaces } from '../slack/workspaces.js';

interface Ports {
  readonly workspaces: Workspaces;
  readonly links: SlackChannelLinks;
  readonly dispatcher: OutboxDispatcher;
}

/** A linked channel was shared with another organization: nothing is announced there until somebody agrees to it. */
export function listenToSharedChannels(app: App, { workspaces, links, dispatcher }: Ports): void {
  app.event('channel_shared', async ({ body, event }) => {
    const workspace = await workspaces.find(body.team_id, body.enterprise_id ?? null);
    if (workspace === null) return;
    const { workspaceId, teamId } = workspace;
    const channelId = event.channel;
    const { traceId: trace_id } = newTraceContext();
    const channel = { id: `shared:${body.event_id}`, workspace_id: workspaceId, teamId, channelId, trace_id };
    await links.stop({ teamId: workspaceId, channelId }, 'shared', (link) => stoppedDelivery(channel, 'shared', link));
    dispatcher.wake();
  });
}
