import { createSlackLink } from '@roster/database';
import { ALL_SCOPES, organizationIdSchema } from '@roster/domain';
import type { EmulatedSlack } from '@roster/slack-emulator';
import { ORGANIZATION, type Stack } from './stack.js';

export type SlackTransport = 'http' | 'socket';

/** Two bots and two workers, and a workspace that an owner's link connects with the organization. */
export async function startBots(stack: Stack, slack: EmulatedSlack, transport: SlackTransport = 'http'): Promise<void> {
  const { appToken, signingSecret } = slack.app;
  const env = {
    SLACK_API_URL: slack.apiUrl,
    ...(transport === 'socket' ? { SLACK_APP_TOKEN: appToken } : { SLACK_SIGNING_SECRET: signingSecret }),
    SLACK_BOT_TOKEN: slack.workspace().botToken,
  };
  const apps = ['slack-bot', 'slack-bot', 'worker', 'worker'] as const;
  await Promise.all(apps.map((app) => stack.start(app, app === 'slack-bot' ? env : {})));
  const { token } = await stack.dataSource.transaction((tx) =>
    createSlackLink(tx, {
      principal: {
        organizationId: organizationIdSchema.parse(ORGANIZATION),
        actor: { type: 'system', id: 'faults' },
        scopes: new Set(ALL_SCOPES),
      },
      channel: 'system',
      traceId: '0af7651916cd43dd8448eb211c80319c',
    }),
  );
  const install = { method: 'POST', body: new URLSearchParams({ link: token }) };
  const answer = await fetch(`${stack.bots[0]?.url}/slack/install`, install);
  if (!answer.ok) throw new Error(`The workspace could not be connected: ${await answer.text()}`);
}

/** A second owner, beside Jane. */
export async function addOwner(stack: Stack, name: string): Promise<void> {
  await stack.dataSource.query(
    `INSERT INTO organization_members (organization_id, user_id, full_name, email, role)
     VALUES ($1, 'usr_' || $2, initcap($2), $2 || '@company.com', 'owner')`,
    [ORGANIZATION, name],
  );
}
