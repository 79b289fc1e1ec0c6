import { isOpen } from '../open-organizations.js';

/** The organization that an installation `i` moves with: its own, or the one that it was connected with before. */
const MOVES_WITH = 'coalesce(i.organization_id, i.former_organization_id)';

/** SQL: whether this cell's bots serve the installation `i`: not while its organization moves to another cell, or after. */
export const IS_OPEN_INSTALLATION = isOpen(MOVES_WITH);

/** SQL: the same of a workspace by its ID. */
export function isOpenWorkspace(workspaceId: string): string {
  return isOpen(`(SELECT ${MOVES_WITH} FROM slack_installations i WHERE i.workspace_id = ${workspaceId})`);
}
