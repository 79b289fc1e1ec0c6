import type { SlackChannelLinks, SlackInstallations } from '@roster/database';
import { newTraceContext } from '@roster/runtime';
import { z } from 'zod';
import { stoppedDelivery } from '../messages/link-message.js';

/** https://docs.slack.dev/reference/events/channel_shared */
const sharedSchema = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  event: z.object({ type: z.literal('channel_shared'), channel: z.string() }),
});

interface Ports {
  readonly installations: SlackInstallations;
  readonly links: SlackChannelLinks;
  /** A message may be due. */
  readonly wake: () => void;
}

/**
 * A linked channel was shared with another organization: nothing is announced there until somebody agrees to it. It runs
 * before the acknowledgement: when Postgres is away it throws, and Slack delivers the event again.
 */
export function sharedChannelRecorder({ installations, links, wake }: Ports) {
  return async (body: unknown): Promise<void> => {
    const read = sharedSchema.safeParse(body);
    if (!read.success) return;
    const { event_id, team_id: teamId, enterprise_id, event } = read.data;
    const installation = await installations.find(teamId, enterprise_id ?? null);
    if (installation === null) return;
    const { workspace_id } = installation;
    const { traceId: trace_id } = newTraceContext();
    const channelId = event.channel;
    const channel = { id: `shared:${event_id}`, workspace_id, teamId, channelId, trace_id };
    await links.stop({ teamId: workspace_id, channelId }, 'shared', (link) => stoppedDelivery(channel, 'shared', link));
    wake();
  };
}
