import { randomBytes } from 'node:crypto';
import { Problem } from '../setup/problem.mjs';

const ORGANIZATION = 'org_xyz789';

/** Connects the emulated workspace with the demo organization in the way of an owner: by a one-time link. */
export async function bindWorkspace(bot, databaseUrl) {
  const { createDataSource, createSlackLink } = await import('@roster/database');
  const { ALL_SCOPES, organizationIdSchema } = await import('@roster/domain');
  const dataSource = createDataSource(databaseUrl, { poolSize: 1, applicationName: 'roster-slack-try' });
  await dataSource.initialize();
  try {
    const { token } = await dataSource.transaction((tx) =>
      createSlackLink(tx, {
        principal: {
          organizationId: organizationIdSchema.parse(ORGANIZATION),
          actor: { type: 'system', id: 'slack-try' },
          scopes: new Set(ALL_SCOPES),
        },
        channel: 'system',
        traceId: randomBytes(16).toString('hex'),
      }),
    );
    const answer = await fetch(`${bot}/slack/install`, { method: 'POST', body: new URLSearchParams({ link: token }) });
    if (!answer.ok) throw new Problem(`The workspace could not be connected: ${await answer.text()}`);
  } finally {
    await dataSource.destroy();
  }
}
