import type { SlackInstallations } from '@roster/database';
import { type Logger, newTraceContext } from '@roster/runtime';
import { z } from 'zod';

/** The two events after which the bot has no access: https://docs.slack.dev/reference/events/app_uninstalled */
const departureSchema = z.object({
  type: z.literal('event_callback'),
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  /** In seconds since 1970. */
  event_time: z.number(),
  authorizations: z.array(z.object({ is_enterprise_install: z.boolean().nullish() })).nullish(),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('app_uninstalled') }),
    z.object({ type: z.literal('tokens_revoked'), tokens: z.object({ bot: z.array(z.string()).nullish() }) }),
  ]),
});

/**
 * Stores that the bot was uninstalled, or that its tokens were revoked. It runs before the acknowledgement: when Postgres
 * is away it throws, and Slack delivers the event again. Other requests it leaves alone.
 */
export function departureRecorder(installations: SlackInstallations, logger: Logger) {
  return async (body: unknown): Promise<void> => {
    const read = departureSchema.safeParse(body);
    if (!read.success) return;
    const { event, event_time, team_id, enterprise_id, authorizations } = read.data;
    const isEnterpriseInstall = authorizations?.[0]?.is_enterprise_install === true;
    const workspaceId = isEnterpriseInstall && enterprise_id ? enterprise_id : team_id;
    const { traceId } = newTraceContext();
    const happenedAt = new Date(event_time * 1_000);
    if (event.type === 'app_uninstalled') await installations.uninstall(workspaceId, happenedAt, traceId);
    else if (event.tokens.bot?.length) await installations.loseTokens(workspaceId, happenedAt, traceId);
    else return;
    logger.info({ workspace_id: workspaceId, event: event.type, trace_id: traceId }, 'the bot left a workspace');
  };
}
