import { apiKeys } from './api-keys/api-keys.contract.js';
import { audit } from './audit/audit.contract.js';
import { bulk } from './bulk/bulk.contract.js';
import type { EndpointContract } from './contract/contract.js';
import { departments } from './departments/departments.contract.js';
import { departmentDigests } from './events/department-digest.contract.js';
import { events } from './events/events.contract.js';
import { me } from './me/me.contract.js';
import { members } from './members/members.contract.js';
import { membershipRequests } from './membership-requests/membership-requests.contract.js';
import { operations } from './operations/operations.contract.js';
import { organizationMembers } from './organization-members/organization-members.contract.js';
import { organizations } from './organizations/organizations.contract.js';
import { scimConnections } from './scim-connections/scim-connections.contract.js';
import { slack } from './slack/slack.contract.js';
import { webhookEndpoints } from './webhook-endpoints/webhook-endpoints.contract.js';

/** Every endpoint of the API, for the OpenAPI document and the tests that cover all endpoints. */
export const ENDPOINTS: readonly EndpointContract[] = [
  departments,
  members,
  bulk,
  membershipRequests,
  operations,
  organizations,
  organizationMembers,
  me,
  apiKeys,
  scimConnections,
  slack,
  audit,
  events,
  webhookEndpoints,
  departmentDigests,
].flatMap((contract) => Object.values<EndpointContract>(contract));
