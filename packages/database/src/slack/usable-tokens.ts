/**
 * Which tokens of workspaces a bot can use: the IDs of its keys, which open the tokens of installations by OAuth, or the
 * hash of its configured token in hexadecimal. Null: those of every workspace.
 */
export type UsableTokens = readonly string[] | null;

/** Names the token of an installation `i` as `UsableTokens` do; null when it has none. */
const TOKEN = `coalesce(i.key_id, encode(i.token_hash, 'hex'))`;

/** SQL: whether a bot can use the token of a workspace, or the workspace has none. */
export function hasUsableToken(workspaceId: string, usable: `$${number}`): string {
  return `((SELECT ${TOKEN} FROM slack_installations i WHERE i.workspace_id = ${workspaceId})
    = ANY (${usable}::text[])) IS NOT FALSE`;
}

/** SQL: whether a bot can use the token of a workspace of this organization, or the organization has no workspace. */
export function hasUsableWorkspace(organizationId: string, usable: `$${number}`): string {
  return `(SELECT bool_or((${TOKEN} = ANY (${usable}::text[])) IS NOT FALSE)
    FROM slack_installations i WHERE i.organization_id = ${organizationId}) IS NOT FALSE`;
}
