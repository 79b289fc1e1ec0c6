// Made from docs/openapi.json by `npm run generate`; do not edit.

export interface AddDepartmentMemberParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
  /** The user to add, who must be a member of the organization. */
  userId: string;
}

export interface ApiKey {
  id: string;
  name: string;
  scopes: ("organization:read" | "organization:write" | "departments:read" | "departments:write" | "members:read" | "members:write" | "operations:read" | "audit:read" | "keys:write" | "webhooks:write")[];
  status: "active" | "expired" | "revoked";
  /** Format: date-time */
  createdAt: string;
  createdBy: {
    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
    id: string;
  } | null;
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
  lastUsedAddress: string | null;
  replacedBy: string | null;
}

export interface ApiKeyCreatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "api_key.created";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    keyId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface ApiKeyRevokedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "api_key.revoked";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    keyId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface ApiKeyRotatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "api_key.rotated";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    keyId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface AuditEvent {
  id: string;
  organizationId: string;
  /** Format: date-time */
  occurredAt: string;
  action: string;
  actor: {
    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
    id: string;
  };
  channel: "rest" | "slack" | "bulk" | "scim" | "system";
  departmentId: string | null;
  userId: string | null;
  operationId: string | null;
  traceId: string;
  address: string | null;
  subject: string | null;
  before: {
    [key: string]: unknown;
  } | null;
  after: {
    [key: string]: unknown;
  } | null;
}

export type BulkAddDepartmentMembersParams = {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
  /** The users to add. They must be members of the organization. */
  userIds: readonly string[];
  /**
   * `partial`: add everybody who can be added. `atomic`: add everybody or nobody.
   * @default partial
   */
  mode?: ("partial" | "atomic") | undefined;
} | {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
  /**
   * For CSV files; in JSON it is a field of the body. `partial`: add everybody who can be added. `atomic`: add everybody or nobody.
   * @default partial
   */
  mode?: ("partial" | "atomic") | undefined;
  /** A CSV file. */
  csv: string;
};

export interface CancelOperationParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the operation: `op_…`, from `Operation-Id` or `Location`.
   * @example op_0199c2f1aa
   */
  operationId: string;
}

export interface CreateApiKeyParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  name: string;
  scopes: readonly ("organization:read" | "organization:write" | "departments:read" | "departments:write" | "members:read" | "members:write" | "operations:read" | "audit:read" | "keys:write" | "webhooks:write")[];
  expiresAt?: (string | null) | undefined;
}

export interface CreateDepartmentParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /** Unique among its siblings, ignoring case. */
  name: string;
  /**
   * The parent department; null for the top level.
   * @default null
   */
  parentId?: (string | null) | undefined;
  /** @default null */
  description?: (string | null) | undefined;
  /**
   * The member of the organization who manages this department, and so may change its members and those of all departments below it. Null if nobody does.
   * @default null
   */
  managerUserId?: (string | null) | undefined;
}

export interface CreateMembershipRequestParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
  /** The user to add, who must be a member of the organization. */
  userId: string;
  /**
   * Why the user should be added.
   * @default null
   */
  reason?: (string | null) | undefined;
}

export interface CreateOrganizationMemberParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  fullName: string;
  /**
   * Format: email
   * The e-mail address. An internationalized domain is converted to ASCII.
   */
  email: string;
  /**
   * @default member
   */
  role?: ("owner" | "admin" | "member") | undefined;
}

export interface CreateOrganizationParams {
  name: string;
  owner: {
    fullName: string;
    /**
     * Format: email
     * The e-mail address. An internationalized domain is converted to ASCII.
     */
    email: string;
  };
  keyName?: string | undefined;
}

export interface CreateScimConnectionParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  name: string;
  /** @default null */
  rootDepartmentId?: (string | null) | undefined;
  /**
   * @default deactivate
   */
  onDelete?: ("deactivate" | "remove") | undefined;
  /** @default false */
  adopt?: boolean | undefined;
  /**
   * @default store
   */
  departmentMapping?: ("store" | "membership") | undefined;
}

export interface CreateSlackLinkParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
}

export interface CreateWebhookEndpointParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * Format: uri
   * Where events are sent: an https URL. Every address of its host must be on the public internet, or in a network that the installation allows; only there is http allowed, too. Any port will do.
   */
  url: string;
  /**
   * The types of events to send; null for all.
   * @default null
   */
  eventTypes?: (("department.member.added" | "department.member.removed" | "department.created" | "department.updated" | "department.moved" | "department.deleted" | "organization.member.created" | "organization.member.updated" | "organization.member.removed" | "organization.member.bound" | "scim_user.adopted" | "scim_user.updated" | "scim_user.department_unknown" | "scim_user.released" | "organization.created" | "organization.updated" | "api_key.created" | "api_key.rotated" | "api_key.revoked" | "operation.cancelled" | "membership_request.created" | "membership_request.approved" | "membership_request.denied" | "membership_request.expired" | "scim_connection.created" | "scim_connection.updated" | "scim_connection.token_rotated" | "scim_connection.deleted" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.secret_rotated" | "webhook_endpoint.replayed" | "webhook_endpoint.disabled" | "webhook_endpoint.deleted" | "slack.invitation.created" | "slack.workspace.connected" | "slack.workspace.disconnected" | "slack.user.linked" | "slack.user.unlinked" | "slack.channel.linked" | "slack.channel.unlinked")[] | null) | undefined;
  /**
   * Only events of this department and of those that are below it when an event is sent.
   * @default null
   */
  departmentId?: (string | null) | undefined;
  /**
   * A note for people.
   * @default null
   */
  description?: (string | null) | undefined;
  /**
   * A disabled endpoint gets nothing. Enabled again, it continues with the events since then.
   * @default false
   */
  disabled?: boolean | undefined;
}

export interface CreatedOrganization {
  organization: Organization;
  owner: Person;
  apiKey: IssuedApiKey;
}

export interface DecideMembershipRequestParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
  /**
   * The ID of the membership request: `mrq_…`.
   * @example mrq_0199c2f1aa
   */
  requestId: string;
  decision: "approve" | "deny";
}

export interface DeleteDepartmentParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
  /**
   * What happens to the children. `reparent`: they move to the parent. `cascade`: they are deleted, too, with everything below them.
   */
  children?: ("reparent" | "cascade") | undefined;
  /**
   * What happens to the members. `move`: those of each deleted department move to its parent or, if given, to `membersTo`; users who are already there stay there. `remove`: the memberships end, and the users stay in the organization.
   */
  members?: ("move" | "remove") | undefined;
  /**
   * The department to which `members=move` moves them. Required for a top-level department, which has no parent.
   * @example dept_plat01
   */
  membersTo?: string | undefined;
}

export interface DeleteScimConnectionParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the SCIM connection: `scim_…`.
   * @example scim_0199c2f1aa
   */
  connectionId: string;
}

export interface DeleteWebhookEndpointParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the webhook endpoint: `we_…`.
   * @example we_0199c2f1aa
   */
  webhookEndpointId: string;
}

export interface Department {
  id: string;
  organizationId: string;
  parentId: string | null;
  name: string;
  description: string | null;
  managerUserId: string | null;
  /** The names from the top level down to this department, joined by "/". A "/" or "\" in a name is escaped with a "\". */
  path: string;
  /** The number of names in the path: 1 at the top level. */
  depth: number;
  /** The number of members of this department itself, without those of departments below it. */
  memberCount: number;
  /** Format: date-time */
  createdAt: string;
  /** Format: date-time */
  updatedAt: string;
}

export interface DepartmentCreatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "department.created";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    departmentId: string;
    parentId: string | null;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface DepartmentDeletedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "department.deleted";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    departmentId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface DepartmentDigest {
  departmentId: string;
  memberCount: number;
  /** The SHA-256, in hexadecimal, of the `user_id`s of all members, sorted by their bytes, each followed by a line feed. */
  digest: string;
  /** The position in the events for which the digest is true: `at`, or else the end of the events. */
  cursor: string;
}

export interface DepartmentMember {
  userId: string;
  fullName: string;
  /** Format: email */
  email: string;
  /** Format: date-time */
  addedAt: string;
}

export interface DepartmentMemberAddedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "department.member.added";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    departmentId: string;
    userId: string;
    movedFrom: string | null;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface DepartmentMemberRemovedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "department.member.removed";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    departmentId: string;
    userId: string;
    movedTo: string | null;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface DepartmentMove {
  /** True if nothing was changed. */
  dryRun: boolean;
  before: {
    parentId: string | null;
    /** The names from the top level down to this department, joined by "/". A "/" or "\" in a name is escaped with a "\". */
    path: string;
    /** The number of names in the path: 1 at the top level. */
    depth: number;
  };
  after: {
    parentId: string | null;
    /** The names from the top level down to this department, joined by "/". A "/" or "\" in a name is escaped with a "\". */
    path: string;
    /** The number of names in the path: 1 at the top level. */
    depth: number;
  };
  /** The number of departments that move: this one and all below it; 0 if it is already there. */
  departmentsMoved: number;
  /** The department as it is now. */
  department: Department;
}

export interface DepartmentMovedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "department.moved";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    departmentId: string;
    parentId: string | null;
    previousParentId: string | null;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface DepartmentTree {
  data: DepartmentTreeNode[];
}

export interface DepartmentTreeNode {
  id: string;
  organizationId: string;
  parentId: string | null;
  name: string;
  description: string | null;
  managerUserId: string | null;
  /** The names from the top level down to this department, joined by "/". A "/" or "\" in a name is escaped with a "\". */
  path: string;
  /** The number of names in the path: 1 at the top level. */
  depth: number;
  /** The number of members of this department itself, without those of departments below it. */
  memberCount: number;
  /** Format: date-time */
  createdAt: string;
  /** Format: date-time */
  updatedAt: string;
  /** The number of memberships in this department and all below it. A user in two of them counts twice. */
  totalMemberCount: number;
  /** The number of children, including those that `depth` leaves out. */
  childCount: number;
  children: DepartmentTreeNode[];
}

export interface DepartmentUpdatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "department.updated";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    departmentId: string;
    /** The names of the fields that changed. */
    changed: string[];
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface DisconnectSlackWorkspaceParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the Slack workspace: `T…`, or `E…` for a whole Enterprise organization.
   * @example T0123ABCD
   */
  workspaceId: string;
}

export type Event = DepartmentMemberAddedEvent | DepartmentMemberRemovedEvent | DepartmentCreatedEvent | DepartmentUpdatedEvent | DepartmentMovedEvent | DepartmentDeletedEvent | OrganizationMemberCreatedEvent | OrganizationMemberUpdatedEvent | OrganizationMemberRemovedEvent | OrganizationMemberBoundEvent | ScimUserAdoptedEvent | ScimUserUpdatedEvent | ScimUserDepartmentUnknownEvent | ScimUserReleasedEvent | OrganizationCreatedEvent | OrganizationUpdatedEvent | ApiKeyCreatedEvent | ApiKeyRotatedEvent | ApiKeyRevokedEvent | OperationCancelledEvent | MembershipRequestCreatedEvent | MembershipRequestApprovedEvent | MembershipRequestDeniedEvent | MembershipRequestExpiredEvent | ScimConnectionCreatedEvent | ScimConnectionUpdatedEvent | ScimConnectionTokenRotatedEvent | ScimConnectionDeletedEvent | WebhookEndpointCreatedEvent | WebhookEndpointUpdatedEvent | WebhookEndpointSecretRotatedEvent | WebhookEndpointReplayedEvent | WebhookEndpointDisabledEvent | WebhookEndpointDeletedEvent | SlackInvitationCreatedEvent | SlackWorkspaceConnectedEvent | SlackWorkspaceDisconnectedEvent | SlackUserLinkedEvent | SlackUserUnlinkedEvent | SlackChannelLinkedEvent | SlackChannelUnlinkedEvent | WebhookEndpointTestEvent;

export interface EventPage {
  data: Event[];
  /** The `after` of the next request. There is always one. */
  nextCursor: string;
  /** Whether there may be more events now. Otherwise this was the end. */
  hasMore: boolean;
}

export interface IssuedApiKey {
  id: string;
  name: string;
  scopes: ("organization:read" | "organization:write" | "departments:read" | "departments:write" | "members:read" | "members:write" | "operations:read" | "audit:read" | "keys:write" | "webhooks:write")[];
  status: "active" | "expired" | "revoked";
  /** Format: date-time */
  createdAt: string;
  createdBy: {
    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
    id: string;
  } | null;
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
  lastUsedAddress: string | null;
  replacedBy: string | null;
  token: string;
}

export interface IssuedScimConnection {
  id: string;
  name: string;
  rootDepartmentId: string | null;
  onDelete: "deactivate" | "remove";
  adopt: boolean;
  departmentMapping: "store" | "membership";
  /** Format: date-time */
  createdAt: string;
  createdBy: {
    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
    id: string;
  };
  lastUsedAt: string | null;
  lastUsedAddress: string | null;
  formerTokenExpiresAt: string | null;
  /** The address to enter at the identity provider. */
  baseUrl: string;
  /** The bearer token to enter at the identity provider, shown only here. */
  token: string;
}

export interface IssuedWebhookEndpoint {
  id: string;
  url: string;
  eventTypes: string[] | null;
  departmentId: string | null;
  description: string | null;
  disabled: boolean;
  disabledAt: string | null;
  disabledReason: ("owner" | "exhausted" | "gone") | null;
  failingSince: string | null;
  previousSecretExpiresAt: string | null;
  /** Format: date-time */
  createdAt: string;
  createdBy: {
    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
    id: string;
  };
  /** Format: date-time */
  updatedAt: string;
  secret: string;
}

export interface LinkSlackUserParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  workspaceId: string;
  slackUserId: string;
  userId: string;
}

export interface ListApiKeysParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * Only keys with this status.
   */
  status?: ("active" | "expired" | "revoked") | undefined;
  /**
   * The maximum number of entries on a page.
   * @default 50
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. */
  cursor?: string | undefined;
}

export interface ListAuditEventsParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The maximum number of entries on a page.
   * @default 50
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. */
  cursor?: string | undefined;
  /** The ID of the API key or user that made the change. */
  actor?: string | undefined;
  /** The action, such as `member.add`. */
  action?: string | undefined;
  /** The department that was changed. */
  departmentId?: string | undefined;
  /** The user who was affected. */
  userId?: string | undefined;
  /** The operation that made the change. */
  operationId?: string | undefined;
  /** The trace ID of the request. */
  traceId?: string | undefined;
  /**
   * Format: date-time
   * Only events at or after this time.
   */
  from?: string | undefined;
  /**
   * Format: date-time
   * Only events before this time.
   */
  to?: string | undefined;
}

export interface ListDepartmentMembersParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
  /**
   * The maximum number of entries on a page.
   * @default 50
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. */
  cursor?: string | undefined;
  /** Words to search for, in any order and ignoring case. Each must occur in the full name or the e-mail address. */
  q?: string | undefined;
  /**
   * Whether to sort by the time when a member was added, or by name.
   * @default added_at
   */
  sort?: ("added_at" | "full_name") | undefined;
  /**
   * `true`: include the members of all departments below. Each user is listed once, with the earliest `added_at`.
   * @default false
   */
  includeDescendants?: boolean | undefined;
}

export interface ListDepartmentsParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * Only the direct children of this department. `none`: only top-level departments.
   * @example dept_abc123
   */
  parent?: string | undefined;
  /** Only departments whose name contains this text, ignoring case. */
  name?: string | undefined;
  /**
   * Only departments that this user manages.
   * @example usr_def456
   */
  manager?: string | undefined;
  /**
   * The sort order; `-` means descending.
   * @default name
   */
  sort?: ("name" | "-name" | "created_at" | "-created_at") | undefined;
  /**
   * The maximum number of entries on a page.
   * @default 50
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. */
  cursor?: string | undefined;
}

export interface ListMemberDepartmentsParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the user: `usr_…`.
   * @example usr_def456
   */
  userId: string;
  /**
   * The maximum number of entries on a page.
   * @default 50
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. */
  cursor?: string | undefined;
}

export interface ListMembershipRequestsParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
  /**
   * Only requests with this status.
   */
  status?: ("pending" | "approved" | "denied" | "expired") | undefined;
  /**
   * The maximum number of entries on a page.
   * @default 50
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. */
  cursor?: string | undefined;
}

export interface ListOperationItemsParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the operation: `op_…`, from `Operation-Id` or `Location`.
   * @example op_0199c2f1aa
   */
  operationId: string;
  /**
   * Only items in this state.
   */
  state?: ("pending" | "added" | "rejected" | "cancelled") | undefined;
  /**
   * The maximum number of entries on a page.
   * @default 100
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. */
  cursor?: string | undefined;
}

export interface ListOrganizationMembersParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The maximum number of entries on a page.
   * @default 50
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. */
  cursor?: string | undefined;
  /** Text that the name or the e-mail address contains. */
  q?: string | undefined;
  /**
   * Only members with this role.
   */
  role?: ("owner" | "admin" | "member") | undefined;
  /**
   * Only members with this status.
   */
  status?: ("active" | "deactivated") | undefined;
  /**
   * Whether to sort by ID, which is the order of creation, or by name.
   * @default user_id
   */
  sort?: ("user_id" | "full_name") | undefined;
}

export interface ListScimConnectionsParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The maximum number of entries on a page.
   * @default 50
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. */
  cursor?: string | undefined;
}

export interface ListSlackUsersParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /** Only users of this workspace. */
  workspaceId?: string | undefined;
  /** Only Slack users who are linked to this member. */
  userId?: string | undefined;
  /**
   * The maximum number of entries on a page.
   * @default 50
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. */
  cursor?: string | undefined;
}

export interface ListSlackWorkspacesParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The maximum number of entries on a page.
   * @default 50
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. */
  cursor?: string | undefined;
}

export interface ListWebhookDeliveriesParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the webhook endpoint: `we_…`.
   * @example we_0199c2f1aa
   */
  webhookEndpointId: string;
  /**
   * Only deliveries in this state.
   */
  state?: ("pending" | "delivered" | "dropped") | undefined;
  /**
   * The maximum number of entries on a page.
   * @default 50
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. */
  cursor?: string | undefined;
}

export interface ListWebhookEndpointsParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The maximum number of entries on a page.
   * @default 50
   */
  limit?: number | undefined;
  /** The `next_cursor` of the previous page. */
  cursor?: string | undefined;
}

export interface MemberDepartment {
  departmentId: string;
  name: string;
  parentId: string | null;
  /** Format: date-time */
  addedAt: string;
}

export interface MembershipRequest {
  id: string;
  departmentId: string;
  userId: string;
  reason: string | null;
  status: "pending" | "approved" | "denied" | "expired";
  requestedBy: {
    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
    id: string;
  };
  /** Format: date-time */
  createdAt: string;
  /** Format: date-time */
  expiresAt: string;
  decidedBy: {
    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
    id: string;
  } | null;
  decidedAt: string | null;
  operationId: string | null;
}

export interface MembershipRequestApprovedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "membership_request.approved";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    departmentId: string;
    userId: string;
    requestId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface MembershipRequestCreatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "membership_request.created";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    departmentId: string;
    userId: string;
    requestId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface MembershipRequestDeniedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "membership_request.denied";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    departmentId: string;
    userId: string;
    requestId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface MembershipRequestExpiredEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "membership_request.expired";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    departmentId: string;
    userId: string;
    requestId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface MoveDepartmentMemberParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
  /**
   * The ID of the user: `usr_…`.
   * @example usr_def456
   */
  userId: string;
  /** The department to move the user to. The user must not be a member of it yet. */
  toDepartmentId: string;
}

export interface Operation {
  id: string;
  kind: "member.add" | "member.remove" | "member.put" | "member.move" | "member.bulk_add";
  state: "accepted" | "done" | "failed" | "cancelled";
  departmentId: string;
  toDepartmentId: string | null;
  userId: string | null;
  mode: ("partial" | "atomic") | null;
  channel: "rest" | "slack" | "bulk" | "scim" | "system";
  traceId: string;
  /** Format: date-time */
  createdAt: string;
  finishedAt: string | null;
  progress: {
    total: number;
    done: number;
    added: number;
    rejected: number;
  } | null;
  summary: {
    total: number;
    added: number;
    rejected: number;
    cancelled: number;
  } | null;
  result: OperationMember | null;
  error: {
    code: "DEPARTMENT_MEMBERSHIP_DUPLICATE" | "MEMBER_NOT_FOUND" | "MEMBER_DEACTIVATED" | "DEPARTMENT_MEMBER_NOT_FOUND" | "ORGANIZATION_NOT_FOUND" | "DEPARTMENT_NOT_FOUND" | "DEPARTMENT_NAME_TAKEN" | "DEPARTMENT_NOT_EMPTY" | "DEPARTMENT_CYCLE" | "DEPARTMENT_TOO_DEEP" | "PRECONDITION_FAILED" | "CURSOR_EXPIRED" | "OPERATION_NOT_FOUND" | "MEMBERSHIP_REQUEST_NOT_FOUND" | "MEMBERSHIP_REQUEST_DUPLICATE" | "MEMBERSHIP_REQUEST_LIMIT_REACHED" | "MEMBERSHIP_REQUEST_DECIDED" | "MEMBERSHIP_REQUEST_EXPIRED" | "API_KEY_NOT_FOUND" | "API_KEY_NOT_ACTIVE" | "API_KEY_LIMIT_REACHED" | "SCIM_CONNECTION_NOT_FOUND" | "SCIM_CONNECTION_LIMIT_REACHED" | "SCIM_GROUP_NOT_FOUND" | "SCIM_GROUP_NAME_TAKEN" | "SCIM_MEMBER_NOT_FOUND" | "SCIM_TOO_MANY_MEMBERS" | "DEPARTMENT_IS_SCIM_ROOT" | "WEBHOOK_ENDPOINT_NOT_FOUND" | "WEBHOOK_ENDPOINT_LIMIT_REACHED" | "WEBHOOK_URL_REFUSED" | "WEBHOOKS_NOT_CONFIGURED" | "SCIM_USER_NAME_TAKEN" | "MEMBER_EMAIL_DUPLICATE" | "LAST_OWNER" | "ORGANIZATION_DUPLICATE" | "SLACK_WORKSPACE_NOT_FOUND" | "SLACK_USER_NOT_FOUND" | "SLACK_NOT_CONFIGURED" | "ROUTE_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MALFORMED_REQUEST" | "UNAUTHENTICATED" | "PERMISSION_DENIED" | "ORIGIN_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "HEADERS_TOO_LARGE" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "EXPECTATION_FAILED" | "VALIDATION_FAILED" | "IDEMPOTENCY_KEY_REUSED" | "OPERATION_NOT_CANCELLABLE" | "OPERATION_NOT_RETRYABLE" | "BULK_ATOMIC_ABORTED" | "BULK_INTERRUPTED" | "OPERATION_CANCELLED" | "OPERATION_FAILED" | "RATE_LIMITED" | "OVERLOADED" | "ORGANIZATION_MOVING" | "ORGANIZATION_MOVED" | "SERVICE_UNAVAILABLE" | "DATABASE_TIMEOUT" | "INTERNAL_ERROR";
    message: string;
    systemMessage: string;
    status: number;
    details: {
      [key: string]: unknown;
    };
  } | null;
}

export interface OperationCancelledEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "operation.cancelled";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    affectedDepartmentId: string | null;
    affectedUserId: string | null;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface OperationItem {
  position: number;
  line: number | null;
  userId: string | null;
  /** The address in the file; null when the file named users, and without the scope `members:read`. The details of an error have no `email` then, either. */
  email: string | null;
  state: "pending" | "added" | "rejected" | "cancelled";
  error: {
    code: "DEPARTMENT_MEMBERSHIP_DUPLICATE" | "MEMBER_NOT_FOUND" | "MEMBER_DEACTIVATED" | "DEPARTMENT_MEMBER_NOT_FOUND" | "ORGANIZATION_NOT_FOUND" | "DEPARTMENT_NOT_FOUND" | "DEPARTMENT_NAME_TAKEN" | "DEPARTMENT_NOT_EMPTY" | "DEPARTMENT_CYCLE" | "DEPARTMENT_TOO_DEEP" | "PRECONDITION_FAILED" | "CURSOR_EXPIRED" | "OPERATION_NOT_FOUND" | "MEMBERSHIP_REQUEST_NOT_FOUND" | "MEMBERSHIP_REQUEST_DUPLICATE" | "MEMBERSHIP_REQUEST_LIMIT_REACHED" | "MEMBERSHIP_REQUEST_DECIDED" | "MEMBERSHIP_REQUEST_EXPIRED" | "API_KEY_NOT_FOUND" | "API_KEY_NOT_ACTIVE" | "API_KEY_LIMIT_REACHED" | "SCIM_CONNECTION_NOT_FOUND" | "SCIM_CONNECTION_LIMIT_REACHED" | "SCIM_GROUP_NOT_FOUND" | "SCIM_GROUP_NAME_TAKEN" | "SCIM_MEMBER_NOT_FOUND" | "SCIM_TOO_MANY_MEMBERS" | "DEPARTMENT_IS_SCIM_ROOT" | "WEBHOOK_ENDPOINT_NOT_FOUND" | "WEBHOOK_ENDPOINT_LIMIT_REACHED" | "WEBHOOK_URL_REFUSED" | "WEBHOOKS_NOT_CONFIGURED" | "SCIM_USER_NAME_TAKEN" | "MEMBER_EMAIL_DUPLICATE" | "LAST_OWNER" | "ORGANIZATION_DUPLICATE" | "SLACK_WORKSPACE_NOT_FOUND" | "SLACK_USER_NOT_FOUND" | "SLACK_NOT_CONFIGURED" | "ROUTE_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MALFORMED_REQUEST" | "UNAUTHENTICATED" | "PERMISSION_DENIED" | "ORIGIN_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "HEADERS_TOO_LARGE" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "EXPECTATION_FAILED" | "VALIDATION_FAILED" | "IDEMPOTENCY_KEY_REUSED" | "OPERATION_NOT_CANCELLABLE" | "OPERATION_NOT_RETRYABLE" | "BULK_ATOMIC_ABORTED" | "BULK_INTERRUPTED" | "OPERATION_CANCELLED" | "OPERATION_FAILED" | "RATE_LIMITED" | "OVERLOADED" | "ORGANIZATION_MOVING" | "ORGANIZATION_MOVED" | "SERVICE_UNAVAILABLE" | "DATABASE_TIMEOUT" | "INTERNAL_ERROR";
    message: string;
    details: {
      [key: string]: unknown;
    };
  } | null;
  addedAt: string | null;
}

export interface OperationMember {
  userId: string;
  fullName?: string;
  /** Format: email */
  email?: string;
  /** Format: date-time */
  addedAt: string;
}

export interface Organization {
  id: string;
  name: string;
  /** Format: date-time */
  createdAt: string;
}

export interface OrganizationCreatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "organization.created";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface OrganizationMemberBoundEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "organization.member.bound";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    userId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface OrganizationMemberCreatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "organization.member.created";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    userId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface OrganizationMemberRemovedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "organization.member.removed";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    userId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface OrganizationMemberUpdatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "organization.member.updated";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    userId: string;
    /** The names of the fields that changed. */
    changed: string[];
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface OrganizationUpdatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "organization.updated";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    /** The names of the fields that changed. */
    changed: string[];
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface Person {
  userId: string;
  fullName: string;
  /** Format: email */
  email: string;
  role: "owner" | "admin" | "member";
  status: "active" | "deactivated";
  /** Format: date-time */
  createdAt: string;
}

export interface Principal {
  type: "api_key" | "user";
  id: string;
  name: string;
  role: ("owner" | "admin" | "member") | null;
  organization: Organization;
  scopes: ("organization:read" | "organization:write" | "departments:read" | "departments:write" | "members:read" | "members:write" | "operations:read" | "audit:read" | "keys:write" | "webhooks:write")[];
  expiresAt: string | null;
}

export interface PutDepartmentMemberParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
  /**
   * The ID of the user: `usr_…`.
   * @example usr_def456
   */
  userId: string;
}

export interface ReadEventsParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /** The `next_cursor` of the previous page, or `latest` for the end of the feed. Without it the feed begins with the oldest event that is kept. */
  after?: string | undefined;
  /**
   * Only events of these types, separated by commas.
   * @example department.member.added,department.member.removed
   */
  types?: string | undefined;
  /** Only events of this department and of those that are below it now. */
  departmentId?: string | undefined;
  /**
   * The maximum number of events on a page.
   * @default 100
   */
  limit?: number | undefined;
  /**
   * How many seconds to wait for an event when there is none. The response comes sooner when too many requests are already waiting.
   * @default 0
   */
  wait?: number | undefined;
}

export interface RemoveDepartmentMemberParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
  /**
   * The ID of the user: `usr_…`.
   * @example usr_def456
   */
  userId: string;
}

export interface RemoveOrganizationMemberParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the user: `usr_…`.
   * @example usr_def456
   */
  userId: string;
}

export interface ReparentDepartmentParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
  /**
   * `true`: check everything and report what would change, but change nothing.
   * @default false
   */
  dryRun?: boolean | undefined;
  /** The new parent department; null for the top level. */
  parentId: string | null;
}

export interface ReplayWebhookEndpointParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the webhook endpoint: `we_…`.
   * @example we_0199c2f1aa
   */
  webhookEndpointId: string;
  /** Send the events after this `next_cursor` of the feed again. They must not be older than 30 days. */
  after?: string | undefined;
  /**
   * Format: date-time
   * Send the events since this time again, and some from the seconds before. Events that are older than 30 days are not sent.
   */
  since?: string | undefined;
}

export interface RetrieveApiKeyParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the key: `key_…`.
   * @example key_0199c2f1aa
   */
  keyId: string;
}

export interface RetrieveDepartmentDigestParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
  /** The `next_cursor` up to which you have read the events. Without it, the end of the events. */
  at?: string | undefined;
}

export interface RetrieveDepartmentMemberParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
  /**
   * The ID of the user: `usr_…`.
   * @example usr_def456
   */
  userId: string;
}

export interface RetrieveDepartmentParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
}

export interface RetrieveDepartmentTreeParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * Only this department and those below it.
   * @example dept_abc123
   */
  root?: string | undefined;
  /** How many levels to return; all by default. Totals include the levels below them. */
  depth?: number | undefined;
}

export interface RetrieveMembershipRequestParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
  /**
   * The ID of the membership request: `mrq_…`.
   * @example mrq_0199c2f1aa
   */
  requestId: string;
}

export interface RetrieveOperationParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the operation: `op_…`, from `Operation-Id` or `Location`.
   * @example op_0199c2f1aa
   */
  operationId: string;
}

export interface RetrieveOrganizationMemberParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the user: `usr_…`.
   * @example usr_def456
   */
  userId: string;
}

export interface RetrieveOrganizationParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
}

export interface RetrieveScimConnectionParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the SCIM connection: `scim_…`.
   * @example scim_0199c2f1aa
   */
  connectionId: string;
}

export interface RetrieveSlackWorkspaceParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the Slack workspace: `T…`, or `E…` for a whole Enterprise organization.
   * @example T0123ABCD
   */
  workspaceId: string;
}

export interface RetrieveWebhookEndpointParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the webhook endpoint: `we_…`.
   * @example we_0199c2f1aa
   */
  webhookEndpointId: string;
}

export interface RetryOperationParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the operation: `op_…`, from `Operation-Id` or `Location`.
   * @example op_0199c2f1aa
   */
  operationId: string;
}

export interface RevokeApiKeyParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the key: `key_…`.
   * @example key_0199c2f1aa
   */
  keyId: string;
  /**
   * What happens to the keys that were created with this key.
   * @default keep
   */
  children?: ("revoke" | "keep") | undefined;
}

export interface RotateApiKeyParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the key: `key_…`.
   * @example key_0199c2f1aa
   */
  keyId: string;
  /** @default 86400 */
  overlapSeconds?: number | undefined;
}

export interface RotateScimTokenParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the SCIM connection: `scim_…`.
   * @example scim_0199c2f1aa
   */
  connectionId: string;
  /** @default 86400 */
  overlapSeconds?: number | undefined;
}

export interface RotateWebhookSecretParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the webhook endpoint: `we_…`.
   * @example we_0199c2f1aa
   */
  webhookEndpointId: string;
  /**
   * How long the secret before signs beside the new one. 0 when it has leaked.
   * @default 86400
   */
  overlapSeconds?: number | undefined;
}

export interface ScimConnection {
  id: string;
  name: string;
  rootDepartmentId: string | null;
  onDelete: "deactivate" | "remove";
  adopt: boolean;
  departmentMapping: "store" | "membership";
  /** Format: date-time */
  createdAt: string;
  createdBy: {
    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
    id: string;
  };
  lastUsedAt: string | null;
  lastUsedAddress: string | null;
  formerTokenExpiresAt: string | null;
  /** The address to enter at the identity provider. */
  baseUrl: string;
}

export interface ScimConnectionCreatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "scim_connection.created";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    connectionId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface ScimConnectionDeletedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "scim_connection.deleted";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    connectionId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface ScimConnectionTokenRotatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "scim_connection.token_rotated";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    connectionId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface ScimConnectionUpdatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "scim_connection.updated";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    connectionId: string;
    /** The names of the fields that changed. */
    changed: string[];
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface ScimUserAdoptedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "scim_user.adopted";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    userId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface ScimUserDepartmentUnknownEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "scim_user.department_unknown";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    userId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface ScimUserReleasedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "scim_user.released";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    userId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface ScimUserUpdatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "scim_user.updated";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    userId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface SlackChannelLinkedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "slack.channel.linked";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    departmentId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface SlackChannelUnlinkedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "slack.channel.unlinked";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    departmentId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface SlackInvitationCreatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "slack.invitation.created";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface SlackLink {
  /** Format: uri */
  url: string;
  /** Format: date-time */
  expiresAt: string;
}

export interface SlackUserLink {
  workspaceId: string;
  slackUserId: string;
  userId: string;
  how: "email" | "explicit";
  /** Format: date-time */
  linkedAt: string;
  linkedBy: {
    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
    id: string;
  } | null;
  checkedAt: string | null;
}

export interface SlackUserLinkedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "slack.user.linked";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    userId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface SlackUserUnlinkedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "slack.user.unlinked";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    userId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface SlackWorkspace {
  id: string;
  name: string | null;
  status: "connected" | "disconnected";
  connectedAt: string | null;
  connectedBy: {
    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
    id: string;
  } | null;
  disconnectedAt: string | null;
  disconnectReason: ("uninstalled" | "tokens_revoked" | "reinstalled" | "disconnected") | null;
  token: "stored" | "configured" | "being_revoked" | "none";
  linkedUsers: number;
}

export interface SlackWorkspaceConnectedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "slack.workspace.connected";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    workspaceId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface SlackWorkspaceDisconnectedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "slack.workspace.disconnected";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    workspaceId: string;
    reason: string | null;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface TestWebhookEndpointParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the webhook endpoint: `we_…`.
   * @example we_0199c2f1aa
   */
  webhookEndpointId: string;
}

export interface UnlinkSlackUserParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the Slack workspace: `T…`, or `E…` for a whole Enterprise organization.
   * @example T0123ABCD
   */
  workspaceId: string;
  /**
   * The ID of the Slack user: `U…` or `W…`.
   * @example U0123ABCD
   */
  slackUserId: string;
}

export interface UpdateDepartmentParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the department: `dept_…`.
   * @example dept_abc123
   */
  departmentId: string;
  name?: string | undefined;
  description?: (string | null) | undefined;
  /** The member of the organization who manages this department, and so may change its members and those of all departments below it. Null if nobody does. */
  managerUserId?: (string | null) | undefined;
}

export interface UpdateOrganizationMemberParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the user: `usr_…`.
   * @example usr_def456
   */
  userId: string;
  fullName?: string | undefined;
  /**
   * Format: email
   * The e-mail address. An internationalized domain is converted to ASCII.
   */
  email?: string | undefined;
  role?: ("owner" | "admin" | "member") | undefined;
  status?: ("active" | "deactivated") | undefined;
}

export interface UpdateOrganizationParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  name: string;
}

export interface UpdateScimConnectionParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the SCIM connection: `scim_…`.
   * @example scim_0199c2f1aa
   */
  connectionId: string;
  name?: string | undefined;
  rootDepartmentId?: (string | null) | undefined;
  onDelete?: ("deactivate" | "remove") | undefined;
  adopt?: boolean | undefined;
  departmentMapping?: ("store" | "membership") | undefined;
}

export interface UpdateWebhookEndpointParams {
  /**
   * The ID of the organization: `org_…`.
   * @example org_xyz789
   */
  organizationId: string;
  /**
   * The ID of the webhook endpoint: `we_…`.
   * @example we_0199c2f1aa
   */
  webhookEndpointId: string;
  /**
   * Format: uri
   * Where events are sent: an https URL. Every address of its host must be on the public internet, or in a network that the installation allows; only there is http allowed, too. Any port will do.
   */
  url?: string | undefined;
  /** The types of events to send; null for all. */
  eventTypes?: (("department.member.added" | "department.member.removed" | "department.created" | "department.updated" | "department.moved" | "department.deleted" | "organization.member.created" | "organization.member.updated" | "organization.member.removed" | "organization.member.bound" | "scim_user.adopted" | "scim_user.updated" | "scim_user.department_unknown" | "scim_user.released" | "organization.created" | "organization.updated" | "api_key.created" | "api_key.rotated" | "api_key.revoked" | "operation.cancelled" | "membership_request.created" | "membership_request.approved" | "membership_request.denied" | "membership_request.expired" | "scim_connection.created" | "scim_connection.updated" | "scim_connection.token_rotated" | "scim_connection.deleted" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.secret_rotated" | "webhook_endpoint.replayed" | "webhook_endpoint.disabled" | "webhook_endpoint.deleted" | "slack.invitation.created" | "slack.workspace.connected" | "slack.workspace.disconnected" | "slack.user.linked" | "slack.user.unlinked" | "slack.channel.linked" | "slack.channel.unlinked")[] | null) | undefined;
  /** Only events of this department and of those that are below it when an event is sent. */
  departmentId?: (string | null) | undefined;
  /** A note for people. */
  description?: (string | null) | undefined;
  /** A disabled endpoint gets nothing. Enabled again, it continues with the events since then. */
  disabled?: boolean | undefined;
}

export interface WebhookAttempt {
  attempt: number;
  /** Format: date-time */
  at: string;
  durationMs: number | null;
  status: number | null;
  error: string | null;
  answer: string | null;
}

export interface WebhookDelivery {
  eventId: string;
  eventType: string;
  departmentId: string | null;
  state: "pending" | "delivered" | "dropped";
  /** Format: date-time */
  createdAt: string;
  deliveredAt: string | null;
  attempts: WebhookAttempt[];
}

export interface WebhookEndpoint {
  id: string;
  url: string;
  eventTypes: string[] | null;
  departmentId: string | null;
  description: string | null;
  disabled: boolean;
  disabledAt: string | null;
  disabledReason: ("owner" | "exhausted" | "gone") | null;
  failingSince: string | null;
  previousSecretExpiresAt: string | null;
  /** Format: date-time */
  createdAt: string;
  createdBy: {
    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
    id: string;
  };
  /** Format: date-time */
  updatedAt: string;
}

export interface WebhookEndpointCreatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "webhook_endpoint.created";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    webhookEndpointId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface WebhookEndpointDeletedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "webhook_endpoint.deleted";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    webhookEndpointId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface WebhookEndpointDisabledEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "webhook_endpoint.disabled";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    webhookEndpointId: string;
    disabledReason: "exhausted" | "gone";
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface WebhookEndpointReplayedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "webhook_endpoint.replayed";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    webhookEndpointId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface WebhookEndpointSecretRotatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "webhook_endpoint.secret_rotated";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    webhookEndpointId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface WebhookEndpointTestEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "webhook_endpoint.test";
  /** Format: date-time */
  occurredAt: string;
  /**
   * A test is not counted.
   * @constant
   */
  sequence: 0;
  data: {
    webhookEndpointId: string;
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}

export interface WebhookEndpointUpdatedEvent {
  /** The ID of the event; that of a change is the same in the audit. */
  id: string;
  /** @constant */
  type: "webhook_endpoint.updated";
  /** Format: date-time */
  occurredAt: string;
  /** Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
  sequence: number;
  data: {
    webhookEndpointId: string;
    /** The names of the fields that changed. */
    changed: string[];
    actor: {
      type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
      id: string;
    };
    channel: "rest" | "slack" | "bulk" | "scim" | "system";
    operationId: string | null;
    traceId: string;
  };
}
