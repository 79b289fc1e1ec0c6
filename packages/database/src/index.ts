export { ApiKeyStore } from './api-keys/api-key-store.js';
export {
  createApiKey,
  type IssuedKey,
  listApiKeys,
  newApiToken,
  readApiKey,
  revokeApiKey,
  rotateApiKey,
} from './api-keys/api-keys.js';
export type { TokenUse } from './api-keys/token-uses.js';
export { AuditSealer } from './audit/audit-sealer.js';
export { EventIds } from './audit/event-ids.js';
export { allAuditEvents, listAuditEvents } from './audit/list-audit-events.js';
export { HEAD_FORMAT, headOf, type SealHead } from './audit/seal.js';
export { readLastSeal, verifyAudit } from './audit/verify-audit.js';
export { archiveAudit } from './audit-archive/archive-audit.js';
export { verifyArchive } from './audit-archive/verify-archive.js';
export { BulkLedger } from './bulk/bulk-ledger.js';
export { BulkRepository } from './bulk/bulk-repository.js';
export { prepareCell, readCellKey } from './cells/cell-number.js';
export { checkMove } from './cells/check-move.js';
export { discardCopy } from './cells/discard-copy.js';
export { exportOrganization, MANIFEST_FILE } from './cells/export-organization.js';
export {
  type Fence,
  freezeOrganization,
  isFenced,
  movingError,
  readFences,
  unfreezeOrganization,
} from './cells/fences.js';
export { openOrganization, releaseOrganization, takeBackOrganization } from './cells/hand-over.js';
export { importOrganization } from './cells/import-organization.js';
export { removeMovedOrganization } from './cells/remove-organization.js';
export { untilSettled } from './cells/settle.js';
export { createDataSource, dataSourceOptions, openDataSource } from './data-source.js';
export { createDepartment } from './departments/create-department.js';
export { deleteDepartment } from './departments/delete-department.js';
export { readDepartment } from './departments/department-row.js';
export { DepartmentSearch, type FoundDepartment } from './departments/department-search.js';
export { managesDepartment } from './departments/department-tree.js';
export {
  DEPARTMENT_SORTS,
  type DepartmentPosition,
  type DepartmentSort,
  listDepartments,
} from './departments/list-departments.js';
export { type DepartmentMove, moveDepartment } from './departments/move-department.js';
export { readDepartmentTree, type TreeQuery } from './departments/read-department-tree.js';
export { readWholeTree } from './departments/read-whole-tree.js';
export { updateDepartment } from './departments/update-department.js';
export {
  ApiKey,
  AuditEvent,
  ChangeRequestRow,
  Department,
  DepartmentMembership,
  Operation,
  OperationItem,
  Operator,
  OperatorEvent,
  type OperatorEventOutcome,
  Organization,
  OrganizationMember,
  ProcessSampleRow,
  type SignInMethod,
  SlackDelivery,
  SlackInstallation,
  SlackRequest,
} from './entities/index.js';
export { readDepartmentDigest } from './feed/department-digest.js';
export { EventFeed } from './feed/event-feed.js';
export { type EventObject, toEventObject } from './feed/event-object.js';
export { FeedPurge } from './feed/feed-purge.js';
export type { FeedEvent, FeedPage, FeedQuery } from './feed/feed-reader.js';
export { FeedRelay, type Relayed } from './feed/feed-relay.js';
export { type KeyedRequest, runIdempotently } from './idempotency/run-idempotently.js';
export { deleteSlackLink, linkSlackUser, unlinkSlackUser } from './members/link-slack-user.js';
export { listMembers, type MemberListPosition } from './members/list-members.js';
export { createMember, readMember, removeMember, updateMember } from './members/members.js';
export { type Identity, type SignInOrigin, signIn } from './members/sign-in.js';
export { decideMembershipRequest } from './membership-requests/decide-membership-request.js';
export { expireMembershipRequests } from './membership-requests/expire-membership-requests.js';
export {
  type MembershipRequestNotice,
  MembershipRequestNotices,
} from './membership-requests/membership-request-notices.js';
export {
  createMembershipRequest,
  listMembershipRequests,
  readMembershipRequest,
} from './membership-requests/membership-requests.js';
export {
  findAdmins,
  findNearestManager,
  findRequestDeciders,
  type RequestDecider,
} from './membership-requests/request-deciders.js';
export {
  assertFewWorkflowRequests,
  type NewWorkflowStep,
  SlackWorkflowSteps,
  storeWorkflowStep,
} from './membership-requests/slack-workflow-steps.js';
export { listDepartmentMembers, listMemberDepartments, readDepartmentMember } from './memberships/list-memberships.js';
export type { MemberPosition, MemberSort } from './memberships/member-list-statement.js';
export { MembershipLedger } from './memberships/membership-ledger.js';
export { migrate } from './migrate.js';
export { cancelOperation } from './operations/cancel-operation.js';
export { listOperationItems } from './operations/list-operation-items.js';
export { type AuditKey, OperationFinder } from './operations/operation-finder.js';
export type { ListedState, RequestFilter } from './operations/operation-list-sources.js';
export {
  type ListPage,
  OperationLists,
  type OperationPosition,
  type OperationTotal,
} from './operations/operation-lists.js';
export { type Names, readNames } from './operations/operation-names.js';
export { OperationPurge } from './operations/operation-purge.js';
export { OperationRepository } from './operations/operation-repository.js';
export { type ConsoleSession, ConsoleSessions } from './operators/console-sessions.js';
export { HalfSignIns } from './operators/half-sign-ins.js';
export { KnownDevices } from './operators/known-devices.js';
export { OperatorEventLog, type OperatorEventRecord } from './operators/operator-event-log.js';
export {
  type AdmittedOperator,
  admitIdentity,
  type IdentityRefusal,
  type OperatorIdentity,
} from './operators/operator-identities.js';
export {
  changeOperator,
  createOperator,
  findOperator,
  listOperators,
  type OperatorChange,
} from './operators/operator-store.js';
export { hashPassword, verifyPassword } from './operators/password-hash.js';
export { SecondFactors } from './operators/second-factors.js';
export { type SignInAttempt, SignInAttempts } from './operators/sign-in-attempts.js';
export {
  createOrganization,
  provisionOrganization,
  readOrganization,
  renameOrganization,
} from './organizations/organizations.js';
export { TablePartitions } from './partitions/table-partitions.js';
export { CONSISTENCY_TOKEN, ConsistencyTokens, PRIMARY_TOKEN } from './replica/consistency-tokens.js';
export {
  type Reading,
  ReadReplica,
  type ReplicaSettings,
  type ReplicaState,
  type Unserved,
} from './replica/read-replica.js';
export type { ServerPosition, WalPosition } from './replica/wal-position.js';
export { filterCondition } from './scim/filter-condition.js';
export type { ScimListQuery, ScimPage, ScimPosition, ScimSort } from './scim/list-scim-resources.js';
export { MOST_SCIM_VALUES } from './scim/read-what-fits.js';
export {
  assertScimMemberChanged,
  planScimMembers,
  type ScimMembersChange,
  type ScimMembersPlan,
  scimMemberCommand,
} from './scim/scim-group-members.js';
export {
  listScimGroupMembers,
  listScimGroups,
  readScimGroup,
  type ScimGroupMember,
  type ScimGroupRow,
  scimGroupVersion,
} from './scim/scim-group-rows.js';
export {
  createScimGroup,
  deleteScimGroup,
  type ScimGroupChange,
  type ScimGroupFields,
  updateScimGroup,
} from './scim/scim-groups.js';
export {
  lookUpScimMemberships,
  type ScimMemberChange,
  type ScimMemberChangeState,
} from './scim/scim-membership-look-up.js';
export {
  listScimUserGroups,
  listScimUsers,
  readScimUser,
  type ScimUserGroup,
  type ScimUserRow,
  scimUserVersion,
} from './scim/scim-user-rows.js';
export {
  createScimUser,
  deleteScimUser,
  type NewScimUser,
  type ScimUserChange,
  type ScimUserFields,
  updateScimUser,
} from './scim/scim-users.js';
export { searchScimResources } from './scim/search-scim-resources.js';
export { ScimConnectionStore } from './scim-connections/scim-connection-store.js';
export {
  createScimConnection,
  deleteScimConnection,
  listScimConnections,
  readScimConnection,
  rotateScimToken,
  scimConnectionOf,
  updateScimConnection,
} from './scim-connections/scim-connections.js';
export { encryptionKeyId, type Sealed, SecretBox } from './secret-box.js';
export { hashSecret } from './secrets.js';
export { LARGE_TENANT, type LargeTenantSize } from './seeding/large-tenant.js';
export { type Demo, seedDemo, seedOperator } from './seeding/seed-demo.js';
export { type LargeTenantContents, type SeedingPhase, seedLarge } from './seeding/seed-large.js';
export { checkPostgres } from './sessions/postgres-mismatch.js';
export type { AnnouncedChange, Announcement } from './slack/announcements/named-announcement.js';
export { SlackAnnouncements } from './slack/announcements/slack-announcements.js';
export {
  findInstalledWorkspace,
  type InstalledWorkspace,
  listInstalledWorkspaces,
} from './slack/installed-workspaces.js';
export { placeOfWorkspace } from './slack/open-workspaces.js';
export { SlackBindingRefused } from './slack/slack-binding.js';
export {
  type Announcements,
  type ChannelAudience,
  type SlackChannel,
  SlackChannelLinks,
  type StoppedLink,
} from './slack/slack-channel-links.js';
export { SlackDirectories, type SlackDirectoryEntry } from './slack/slack-directory.js';
export { SlackIdentities, type SlackPerson } from './slack/slack-identities.js';
export { type NewSlackRequest, SlackInbox } from './slack/slack-inbox.js';
export { type NewSlackInstallation, SlackInstallations } from './slack/slack-installations.js';
export { createSlackLink, type IssuedSlackLink, SlackOauthStates } from './slack/slack-links.js';
export { type NewSlackDelivery, SlackOutbox } from './slack/slack-outbox.js';
export { SlackTokens } from './slack/slack-tokens.js';
export {
  disconnectSlackWorkspace,
  listSlackUsers,
  listSlackWorkspaces,
  readSlackWorkspace,
} from './slack/slack-workspaces.js';
export { type ChangeRequestKey, ChangeRequestReader } from './telemetry/change-request-reader.js';
export { ChangeRequestRecorder } from './telemetry/change-request-recorder.js';
export { type DatabaseState, databaseChecks, poolUse, readDatabaseState } from './telemetry/database-state.js';
export { ProcessSampleReader, ProcessSampleStore } from './telemetry/process-samples.js';
export { type ReadRunner, readsOn } from './transactions/read-runner.js';
export type { DisabledEndpoint } from './webhooks/disable-webhook-endpoint.js';
export { replayWebhookEndpoint } from './webhooks/replay-webhook-endpoint.js';
export { updateWebhookEndpoint } from './webhooks/update-webhook-endpoint.js';
export { type NextWebhook, WebhookAttempts } from './webhooks/webhook-attempts.js';
export { type EventDelivery, WebhookDeliveries } from './webhooks/webhook-deliveries.js';
export { WEBHOOK_RETENTION_DAYS, WebhookDistributor } from './webhooks/webhook-distributor.js';
export { readWebhookEndpoint } from './webhooks/webhook-endpoint-row.js';
export {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  listWebhookEndpoints,
  rotateWebhookSecret,
} from './webhooks/webhook-endpoints.js';
export { type WebhookHealth, WebhookHealthReader } from './webhooks/webhook-health.js';
export { type LeasedLane, WebhookLanes } from './webhooks/webhook-lanes.js';
export { WebhookPurge } from './webhooks/webhook-purge.js';
export { openWebhookSecrets } from './webhooks/webhook-secrets.js';
export { readWebhookState, type WebhookState } from './webhooks/webhook-state.js';
export { beginWebhookTest, endWebhookTest, readWebhookTarget, readWebhookTest } from './webhooks/webhook-tests.js';
