import { createSlackLink, linkSlackUser, SlackInstallations } from '@roster/database';
import { ALL_SCOPES, type Caller, organizationIdSchema, userIdSchema } from '@roster/domain';
import type { DataSource } from 'typeorm';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const organizationId = organizationIdSchema.parse('org_xyz789');
const principal = { organizationId, actor: { type: 'user', id: 'usr_def456' }, scopes: new Set(ALL_SCOPES) } as const;
const owner: Caller = { principal, channel: 'rest', traceId: TRACE };

/** A workspace with the bot, which an owner of the demo organization has connected unless `connected` is false. */
export async function installWorkspace(
  database: DataSource,
  { id, name, connected = true }: { readonly id: string; readonly name: string; readonly connected?: boolean },
): Promise<void> {
  const installations = new SlackInstallations(database);
  const link = connected ? await installations.checkLink((await createSlackLink(database.manager, owner)).token) : null;
  const of = { workspace_id: id, team_id: id, enterprise_id: null, name, bot_user_id: null, app_id: null };
  const tokens = { scopes: [], key_id: 'key', sealed_tokens: Buffer.from('sealed'), token_hash: null };
  await installations.install(
    { ...of, ...tokens, installed_by: null },
    { linkHash: link?.hash ?? null, isReinstall: false, traceId: TRACE },
  );
}

export async function linkUser(database: DataSource, slackUserId: string, userId: string, workspaceId: string) {
  const link = { workspaceId, slackUserId, userId: userIdSchema.parse(userId) };
  await database.transaction((tx) => linkSlackUser(tx, owner, link));
}
