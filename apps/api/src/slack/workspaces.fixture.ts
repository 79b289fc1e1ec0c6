import { type NewSlackInstallation, SlackInstallations } from '@roster/database';
import { ALL_SCOPES } from '@roster/domain';
import { type RunningApi, send } from '../api.fixture.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';

/** The token in the URL that an owner of the organization creates. */
export async function newLink(api: RunningApi, organizationId: string = api.demo.organizationId): Promise<string> {
  const token = await api.tokenFor(ALL_SCOPES, organizationId);
  const { body } = await send(`${api.url}/v1/organizations/${organizationId}/slack-links`, 'POST', token);
  return new URL(body.url).searchParams.get('link') ?? '';
}

/** What the bot does when somebody installs it with an owner's link, or without one. */
export async function install(
  api: RunningApi,
  id: string,
  link: string | null,
  facts: Partial<NewSlackInstallation> = {},
): Promise<void> {
  const installations = new SlackInstallations(api.database);
  const checked = link === null ? null : await installations.checkLink(link);
  if (link !== null && checked === null) throw new Error('the link does not work');
  const of = { workspace_id: id, team_id: id, enterprise_id: null, name: 'Acme', bot_user_id: null, app_id: null };
  const tokens = { scopes: [], key_id: null, sealed_tokens: null, token_hash: null, installed_by: null };
  await installations.install(
    { ...of, ...tokens, ...facts },
    { linkHash: checked?.hash ?? null, isReinstall: false, traceId: TRACE },
  );
}

/** A workspace that is connected to the organization. */
export async function connectWorkspace(
  api: RunningApi,
  id: string,
  {
    organizationId = api.demo.organizationId as string,
    ...facts
  }: { organizationId?: string } & Partial<NewSlackInstallation> = {},
): Promise<void> {
  await install(api, id, await newLink(api, organizationId), facts);
}
