import {
  deleteSlackLink,
  disconnectSlackWorkspace,
  findInstalledWorkspace,
  type InstalledWorkspace,
  listInstalledWorkspaces,
  listSlackUsers,
  readNames,
} from '@roster/database';
import {
  type ChangeOrigin,
  DomainError,
  mayInConsole,
  type OrganizationId,
  organizationIdSchema,
  slackUserIdSchema,
  slackWorkspaceIdSchema,
} from '@roster/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { Refusal, sessionOf } from '../access/guard.js';
import { originOfOperator, recordAction } from '../access/record-action.js';
import { sendPage } from '../layout/page.js';
import type { Services } from '../services.js';
import { DisconnectPage, WorkspacePage } from './workspace.page.js';
import { WorkspacesPage } from './workspaces.page.js';

const PAGE = 50;
const NOTHING = { items: [], next: null };

/** A query that makes no sense counts as the beginning of the list. */
const listSchema = z.object({
  organization: z.string().trim().max(200).catch(''),
  after: slackWorkspaceIdSchema.optional().catch(undefined),
});
const usersSchema = z.object({ after: slackUserIdSchema.optional().catch(undefined) });
const paramsSchema = z.object({ workspace_id: slackWorkspaceIdSchema });
const linkSchema = z.object({ workspace_id: slackWorkspaceIdSchema, slack_user_id: slackUserIdSchema });

type ConnectedWorkspace = InstalledWorkspace & { readonly organization_id: OrganizationId };

/** The Slack workspaces of all organizations and their linked users; disconnecting and unlinking them. */
export function serveSlack(server: FastifyInstance, services: Services): void {
  const { database } = services;

  server.get('/ops/slack', { config: { access: 'slack.read' } }, async (request, reply) => {
    const { organization, after } = listSchema.parse(request.query);
    // Undefined: the text is no ID, so no workspace belongs to it.
    const organizationId = organization === '' ? null : organizationIdSchema.safeParse(organization).data;
    const found =
      organizationId === undefined
        ? NOTHING
        : await listInstalledWorkspaces(database.manager, { organizationId, limit: PAGE, after });
    return sendPage(
      reply,
      WorkspacesPage({ session: sessionOf(request), organization, workspaces: found.items, next: found.next }),
    );
  });

  server.get('/ops/slack/:workspace_id', { config: { access: 'slack.read' } }, async (request, reply) => {
    const session = sessionOf(request);
    const workspace = await workspaceOf(request);
    const { id, organization_id: organizationId } = workspace;
    const { after } = usersSchema.parse(request.query);
    const position = after === undefined ? undefined : { workspaceId: id, slackUserId: after };
    const users =
      organizationId === null
        ? NOTHING
        : await listSlackUsers(database.manager, { organizationId, workspaceId: id, limit: PAGE, after: position });
    const named = users.items.map(({ user_id }) => ({ organizationId, departmentId: null, userId: user_id }));
    const withMembers = mayInConsole(session.operator.role, 'member.read');
    const names = await readNames(database.manager, named, { withMembers });
    const next = users.next?.slackUserId ?? null;
    return sendPage(reply, WorkspacePage({ session, workspace, users: users.items, names, next }));
  });

  server.get(
    '/ops/slack/:workspace_id/disconnect',
    { config: { access: 'slack.disconnect' } },
    async (request, reply) =>
      sendPage(reply, DisconnectPage({ session: sessionOf(request), workspace: await connectedOf(request) })),
  );

  server.post(
    '/ops/slack/:workspace_id/disconnect',
    { config: { access: 'slack.disconnect' } },
    async (request, reply) => {
      const { id, organization_id: organizationId } = await connectedOf(request);
      await act(request, { action: 'slack.disconnect', subject: id, organizationId }, (tx, origin) =>
        disconnectSlackWorkspace(tx, origin, organizationId, id),
      );
      return reply.redirect(`/ops/slack/${id}`, 303);
    },
  );

  server.post(
    '/ops/slack/:workspace_id/users/:slack_user_id/unlink',
    { config: { access: 'slack.unlink' } },
    async (request, reply) => {
      const { id, organization_id: organizationId } = await connectedOf(request);
      const params = linkSchema.safeParse(request.params);
      if (!params.success) throw new Refusal(404, NOT_LINKED);
      const { slack_user_id: slackUserId } = params.data;
      await act(request, { action: 'slack.unlink', subject: `${id} ${slackUserId}`, organizationId }, (tx, origin) =>
        deleteSlackLink(tx, origin, organizationId, { workspaceId: id, slackUserId }),
      );
      return reply.redirect(`/ops/slack/${id}`, 303);
    },
  );

  async function workspaceOf(request: FastifyRequest): Promise<InstalledWorkspace> {
    const params = paramsSchema.safeParse(request.params);
    const workspace = params.success ? await findInstalledWorkspace(database.manager, params.data.workspace_id) : null;
    if (!workspace) throw new Refusal(404, 'There is no Slack workspace with this ID.');
    return workspace;
  }

  /** One that belongs to an organization, or belonged to one. */
  async function connectedOf(request: FastifyRequest): Promise<ConnectedWorkspace> {
    const workspace = await workspaceOf(request);
    const { organization_id } = workspace;
    if (organization_id === null) throw new Refusal(409, 'This workspace is not connected to an organization.');
    return { ...workspace, organization_id };
  }

  async function act(
    request: FastifyRequest,
    action: { readonly action: string; readonly subject: string; readonly organizationId: OrganizationId },
    work: (tx: EntityManager, origin: ChangeOrigin) => Promise<unknown>,
  ): Promise<void> {
    const change = () => database.transaction((tx) => work(tx, originOfOperator(request)));
    await recordAction(request, services, action, change).catch((error: unknown) => {
      throw error instanceof DomainError ? new Refusal(404, NOT_LINKED) : error;
    });
  }
}

const NOT_LINKED = 'This was disconnected or unlinked before. Nothing was done.';
