export type { IssuedKey } from './api-keys/api-key-row.js';
export { ApiKeyStore } from './api-keys/api-key-store.js';
export { newApiToken } from './api-keys/api-token.js';
export { createApiKey } from './api-keys/create-api-key.js';
export { listApiKeys } from './api-keys/list-api-keys.js';
export { revokeApiKey } from './api-keys/revoke-api-key.js';
export { rotateApiKey } from './api-keys/rotate-api-key.js';
export { type AuditEventFilter, type AuditEventPage, AuditEventReader } from './audit/audit-event-reader.js';
export { BulkRepository } from './bulk/bulk.repository.js';
export { BulkLedger } from './bulk/bulk-ledger.js';
export { type ItemListQuery, OperationItemReader } from './bulk/operation-item-reader.js';
export { createDataSource, dataSourceOptions, openDataSource } from './data-source.js';
export { type Demo, seedDemo } from './demo/seed-demo.js';
export { seedOperator } from './demo/seed-operator.js';
export { DepartmentDirectory } from './departments/department-directory.js';
export { DepartmentSearch, type FoundDepartment } from './departments/department-search.js';
export { DEPARTMENT_SORTS, type DepartmentPosition, type DepartmentSort } from './departments/list-departments.js';
export type { DepartmentMove } from './departments/move-department.js';
export { ApiKey } from './entities/api-key.entity.js';
export { AuditEvent } from './entities/audit-event.entity.js';
export { ChangeRequestRow } from './entities/change-request.entity.js';
export { Department } from './entities/department.entity.js';
export { DepartmentMembership } from './entities/department-membership.entity.js';
export { Operation } from './entities/operation.entity.js';
export { OperationItem } from './entities/operation-item.entity.js';
export { Operator } from './entities/operator.entity.js';
export { OperatorEvent, type OperatorEventOutcome } from './entities/operator-event.entity.js';
export { Organization } from './entities/organization.entity.js';
export { OrganizationMember } from './entities/organization-member.entity.js';
export { ProcessSampleRow } from './entities/process-sample.entity.js';
export { SlackDelivery } from './entities/slack-delivery.entity.js';
export { SlackInstallation } from './entities/slack-installation.entity.js';
export { SlackRequest } from './entities/slack-request.entity.js';
export type { KeyedRequest } from './idempotency/keyed-request.js';
export { runIdempotently } from './idempotency/run-idempotently.js';
export {
  DepartmentMemberReader,
  type MemberPosition,
  type MemberSort,
} from './memberships/department-member-reader.js';
export { type MemberDepartment, MemberDepartmentReader } from './memberships/member-department-reader.js';
export { MembershipLedger } from './memberships/membership-ledger.js';
export { migrate } from './migrate.js';
export { cancelOperation } from './operations/cancel-operation.js';
export { OperationRepository } from './operations/operation.repository.js';
export { type AuditKey, OperationFinder } from './operations/operation-finder.js';
export { OperationPurge } from './operations/operation-purge.js';
export { type ConsoleSession, ConsoleSessions } from './operators/console-sessions.js';
export { OperatorEventLog, type OperatorEventRecord } from './operators/operator-event-log.js';
export {
  changeOperator,
  createOperator,
  findOperator,
  listOperators,
  type OperatorChange,
} from './operators/operator-store.js';
export { verifyPassword } from './operators/password-hash.js';
export { SignInAttempts } from './operators/sign-in-attempts.js';
export { createOrganization } from './organizations/create-organization.js';
export { readOrganization } from './organizations/organization-row.js';
export { provisionOrganization } from './organizations/provision-organization.js';
export { renameOrganization } from './organizations/rename-organization.js';
export { createPerson } from './people/create-person.js';
export { managesDepartment } from './people/manages-department.js';
export { PersonReader } from './people/person-reader.js';
export { removePerson } from './people/remove-person.js';
export { type Identity, type SignInOrigin, signIn } from './people/sign-in.js';
export { updatePerson } from './people/update-person.js';
export { LARGE_TENANT, type LargeTenantSize } from './seeding/large-tenant.js';
export { type LargeTenantContents, type SeedingPhase, seedLarge } from './seeding/seed-large.js';
export { postgresMisfit } from './sessions/postgres-misfit.js';
export { createSlackLink, type IssuedSlackLink } from './slack/create-slack-link.js';
export { type ChannelLink, type SlackChannel, SlackChannelLinks } from './slack/slack-channel-links.js';
export { linkSlackUser, SlackIdentities, type SlackPerson } from './slack/slack-identities.js';
export { type NewSlackRequest, SlackInbox } from './slack/slack-inbox.js';
export { type NewSlackInstallation, SlackBindingRefused, SlackInstallations } from './slack/slack-installations.js';
export { SlackOauthStates } from './slack/slack-oauth-states.js';
export { type NewSlackDelivery, SlackOutbox } from './slack/slack-outbox.js';
export { type ChangeRequestKey, ChangeRequestReader } from './telemetry/change-request-reader.js';
export { ChangeRequestRecorder } from './telemetry/change-request-recorder.js';
export { databaseChecks } from './telemetry/database-checks.js';
export { type DatabaseState, readDatabaseState } from './telemetry/database-state.js';
export { poolUse } from './telemetry/pool-use.js';
export { ProcessSampleReader } from './telemetry/process-sample-reader.js';
export { ProcessSampleStore } from './telemetry/process-sample-store.js';
export { TelemetryPurge } from './telemetry/telemetry-purge.js';
