import type { DataSource } from 'typeorm';
import { isOpen } from '../open-organizations.js';

/** SQL: the installation of the workspace $2, or else that of its enterprise. $1: the IDs of both. */
export const INSTALLATION = `
  SELECT * FROM slack_installations WHERE workspace_id = ANY ($1::text[]) ORDER BY workspace_id = $2 DESC LIMIT 1`;

/** The organization that an installation `i` moves with: its own, or the one that it was connected with before. */
const MOVES_WITH = 'coalesce(i.organization_id, i.former_organization_id)';

/** SQL: whether this cell's bots serve the installation `i`: not while its organization moves to another cell, or after. */
export const IS_OPEN_INSTALLATION = isOpen(MOVES_WITH);

/** SQL: the same of a workspace by its ID. */
export function isOpenWorkspace(workspaceId: string): string {
  return isOpen(`(SELECT ${MOVES_WITH} FROM slack_installations i WHERE i.workspace_id = ${workspaceId})`);
}

/** Who serves a workspace. */
type WorkspacePlace =
  /** This cell, or nobody while its organization is frozen for its move to another cell. */
  | { readonly kind: 'here' | 'frozen' }
  /** It is not connected in this cell, or has moved: to the cell of this name, if this one knows it. */
  | { readonly kind: 'not_here'; readonly movedTo: string | null };

export async function placeOfWorkspace(
  dataSource: DataSource,
  teamId: string,
  enterpriseId: string | null,
): Promise<WorkspacePlace> {
  const [row]: { is_connected: boolean; state: 'frozen' | 'moved' | null; moved_to: string | null }[] =
    await dataSource.query(
      `SELECT i.organization_id IS NOT NULL AS is_connected, fence.state, fence.moved_to FROM (${INSTALLATION}) AS i
       LEFT JOIN organization_fences fence ON fence.organization_id = ${MOVES_WITH}`,
      [[teamId, enterpriseId].filter((id) => id !== null), teamId],
    );
  if (row?.state === 'frozen') return { kind: 'frozen' };
  if (row?.is_connected && row.state === null) return { kind: 'here' };
  return { kind: 'not_here', movedTo: row?.moved_to ?? null };
}
