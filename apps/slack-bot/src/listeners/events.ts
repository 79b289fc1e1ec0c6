import type { App } from '@slack/bolt';
import type { HomePage } from '../handlers/home-page.js';

/** App Home was opened. What ends an installation is stored before Bolt acknowledges it: `departures.ts`. */
export function listenToEvents(app: App, home: HomePage): void {
  app.event('app_home_opened', async ({ body, event }) => {
    if (event.tab !== 'home') return;
    await home.publish({
      teamId: body.team_id,
      enterpriseId: body.enterprise_id ?? null,
      slackUserId: event.user,
    });
  });
}
