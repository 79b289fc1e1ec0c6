import type { OrganizationId, SlackWorkspaceObject } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { type Page, pageOf, rfc3339 } from '../sql.js';
import { OF_ORGANIZATION, WORKSPACE_COLUMNS } from './slack-workspaces.js';

/** A workspace that has the bot, as operators see it. */
export interface InstalledWorkspace extends SlackWorkspaceObject {
  /** The organization that it belongs to, or belonged to; null when it was never connected. */
  readonly organization_id: OrganizationId | null;
  readonly organization_name: string | null;
  readonly installed_at: string;
}

const SELECT_INSTALLED = `
  SELECT ${WORKSPACE_COLUMNS}, o.id AS organization_id, o.name AS organization_name,
    ${rfc3339('w.created_at')} AS installed_at
  FROM slack_installations w LEFT JOIN organizations o ON o.id = coalesce(w.organization_id, w.former_organization_id)`;

interface InstalledWorkspaceQuery {
  /** Only workspaces of this organization; null: of all, and those that were never connected. */
  readonly organizationId: string | null;
  readonly limit: number;
  /** The last workspace of the previous page. */
  readonly after?: string | undefined;
}

/** The workspaces of the installation, by ID. */
export async function listInstalledWorkspaces(
  tx: EntityManager,
  { organizationId, limit, after }: InstalledWorkspaceQuery,
): Promise<Page<InstalledWorkspace, string>> {
  const rows: InstalledWorkspace[] = await tx.query(
    `${SELECT_INSTALLED}
     WHERE ($1::text IS NULL OR ${OF_ORGANIZATION}) AND ($2::text IS NULL OR w.workspace_id > $2)
     ORDER BY w.workspace_id LIMIT $3`,
    [organizationId, after, limit + 1],
  );
  return pageOf(rows, limit, ({ id }) => id);
}

export async function findInstalledWorkspace(tx: EntityManager, id: string): Promise<InstalledWorkspace | null> {
  const [row]: InstalledWorkspace[] = await tx.query(`${SELECT_INSTALLED} WHERE w.workspace_id = $1`, [id]);
  return row ?? null;
}
