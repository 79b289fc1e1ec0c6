import type { SlackInstallations } from '@roster/database';
import { type Logger, newTraceContext } from '@roster/runtime';
import type { App } from '@slack/bolt';
import type { HomePage } from '../handlers/home-page.js';

interface Ports {
  readonly home: HomePage;
  readonly installations: SlackInstallations;
  readonly logger: Logger;
}

/** App Home was opened, or the bot was uninstalled or its tokens revoked. */
export function listenToEvents(app: App, { home, installations, logger }: Ports): void {
  app.event('app_home_opened', async ({ body, event }) => {
    if (event.tab !== 'home') return;
    await home.publish({
      teamId: body.team_id,
      enterpriseId: body.enterprise_id ?? null,
      slackUserId: event.user,
    });
  });

  app.event('app_uninstalled', async ({ body, context }) => {
    const workspaceId = workspaceOf(body, context.isEnterpriseInstall);
    const { traceId } = newTraceContext();
    await installations.uninstall(workspaceId, new Date(body.event_time * 1_000), traceId);
    logger.info({ workspace_id: workspaceId, trace_id: traceId }, 'the bot was uninstalled');
  });

  app.event('tokens_revoked', async ({ body, event, context }) => {
    if (!event.tokens.bot?.length) return;
    const workspaceId = workspaceOf(body, context.isEnterpriseInstall);
    await installations.forgetTokens(workspaceId, new Date(body.event_time * 1_000));
    logger.info({ workspace_id: workspaceId }, 'the tokens of a workspace were revoked');
  });
}

function workspaceOf(body: { team_id: string; enterprise_id?: string }, isEnterpriseInstall: boolean): string {
  return isEnterpriseInstall && body.enterprise_id ? body.enterprise_id : body.team_id;
}
