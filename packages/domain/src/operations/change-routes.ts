/**
 * The routes that take an Idempotency-Key, as Fastify names them: a part of the operation's id (see `deriveOperationId`).
 * An operator who has only the key tries them all.
 */
export const CHANGE_ROUTES = [
  'POST /v1/organizations/:organization_id/departments/:department_id/members',
  'PUT /v1/organizations/:organization_id/departments/:department_id/members/:user_id',
  'POST /v1/organizations/:organization_id/departments/:department_id/members/:user_id/move',
  'DELETE /v1/organizations/:organization_id/departments/:department_id/members/:user_id',
  'POST /v1/organizations/:organization_id/departments/:department_id/members/bulk',
  'POST /v1/organizations/:organization_id/operations/:operation_id/retry',
] as const;
