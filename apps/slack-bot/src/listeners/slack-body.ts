import { z } from 'zod';
import type { Place } from '../requests/wish.js';

/** What every interaction tells of its place: https://docs.slack.dev/reference/interaction-payloads */
const interactionSchema = z.object({
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  enterprise: z.object({ id: z.string() }).nullish(),
  channel: z.object({ id: z.string() }).nullish(),
  response_url: z.string().nullish(),
  trigger_id: z.string().nullish(),
});

export interface InteractionPlace {
  readonly place: Place;
  readonly triggerId: string | null;
}

export function placeOf(body: unknown): InteractionPlace {
  const { team, user, enterprise, channel, response_url, trigger_id } = interactionSchema.parse(body);
  return {
    triggerId: trigger_id ?? null,
    place: {
      teamId: team?.id ?? user.team_id ?? '',
      enterpriseId: enterprise?.id ?? null,
      slackUserId: user.id,
      channelId: channel?.id ?? null,
      responseUrl: response_url ?? null,
      since: new Date().toISOString(),
    },
  };
}
