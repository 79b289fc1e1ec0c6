export { ApiKeyStore, newApiToken } from './api-keys/api-key-store.js';
export { type AuditEventFilter, type AuditEventPage, AuditEventReader } from './audit/audit-event-reader.js';
export { createDataSource, dataSourceOptions } from './data-source.js';
export { type Demo, seedDemo } from './demo/seed-demo.js';
export { ApiKey } from './entities/api-key.entity.js';
export { AuditEvent } from './entities/audit-event.entity.js';
export { Department } from './entities/department.entity.js';
export { DepartmentMembership } from './entities/department-membership.entity.js';
export { Operation } from './entities/operation.entity.js';
export { Organization } from './entities/organization.entity.js';
export { OrganizationMember } from './entities/organization-member.entity.js';
export {
  DepartmentMemberReader,
  type MemberPosition,
  type MemberSort,
} from './memberships/department-member-reader.js';
export { type MemberDepartment, MemberDepartmentReader } from './memberships/member-department-reader.js';
export { MembershipLedger } from './memberships/membership-ledger.js';
export { migrate, pendingMigrations } from './migrate.js';
export { OperationRepository } from './operations/operation.repository.js';
