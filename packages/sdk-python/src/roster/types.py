"""What the API takes and gives. Moments are texts of ISO 8601."""

# Made from docs/openapi.json by `npm run generate`; do not edit.

from __future__ import annotations

from datetime import datetime
from typing import Any, Dict, List, Literal, Optional, TypedDict, Union

Moment = Union[str, datetime]

ErrorCode = Literal[
    "DEPARTMENT_MEMBERSHIP_DUPLICATE",
    "MEMBER_NOT_FOUND",
    "MEMBER_DEACTIVATED",
    "DEPARTMENT_MEMBER_NOT_FOUND",
    "ORGANIZATION_NOT_FOUND",
    "DEPARTMENT_NOT_FOUND",
    "DEPARTMENT_NAME_TAKEN",
    "DEPARTMENT_NOT_EMPTY",
    "DEPARTMENT_CYCLE",
    "DEPARTMENT_TOO_DEEP",
    "PRECONDITION_FAILED",
    "CURSOR_EXPIRED",
    "OPERATION_NOT_FOUND",
    "MEMBERSHIP_REQUEST_NOT_FOUND",
    "MEMBERSHIP_REQUEST_DUPLICATE",
    "MEMBERSHIP_REQUEST_LIMIT_REACHED",
    "MEMBERSHIP_REQUEST_DECIDED",
    "MEMBERSHIP_REQUEST_EXPIRED",
    "API_KEY_NOT_FOUND",
    "API_KEY_NOT_ACTIVE",
    "API_KEY_LIMIT_REACHED",
    "SCIM_CONNECTION_NOT_FOUND",
    "SCIM_CONNECTION_LIMIT_REACHED",
    "SCIM_GROUP_NOT_FOUND",
    "SCIM_GROUP_NAME_TAKEN",
    "SCIM_MEMBER_NOT_FOUND",
    "SCIM_TOO_MANY_MEMBERS",
    "DEPARTMENT_IS_SCIM_ROOT",
    "WEBHOOK_ENDPOINT_NOT_FOUND",
    "WEBHOOK_ENDPOINT_LIMIT_REACHED",
    "WEBHOOK_URL_REFUSED",
    "WEBHOOKS_NOT_CONFIGURED",
    "SCIM_USER_NAME_TAKEN",
    "MEMBER_EMAIL_DUPLICATE",
    "LAST_OWNER",
    "ORGANIZATION_DUPLICATE",
    "SLACK_WORKSPACE_NOT_FOUND",
    "SLACK_USER_NOT_FOUND",
    "SLACK_NOT_CONFIGURED",
    "ROUTE_NOT_FOUND",
    "METHOD_NOT_ALLOWED",
    "MALFORMED_REQUEST",
    "UNAUTHENTICATED",
    "PERMISSION_DENIED",
    "ORIGIN_NOT_ALLOWED",
    "REQUEST_TIMEOUT",
    "HEADERS_TOO_LARGE",
    "PAYLOAD_TOO_LARGE",
    "UNSUPPORTED_MEDIA_TYPE",
    "EXPECTATION_FAILED",
    "VALIDATION_FAILED",
    "IDEMPOTENCY_KEY_REUSED",
    "OPERATION_NOT_CANCELLABLE",
    "OPERATION_NOT_RETRYABLE",
    "BULK_ATOMIC_ABORTED",
    "BULK_INTERRUPTED",
    "OPERATION_CANCELLED",
    "OPERATION_FAILED",
    "RATE_LIMITED",
    "OVERLOADED",
    "ORGANIZATION_MOVING",
    "ORGANIZATION_MOVED",
    "SERVICE_UNAVAILABLE",
    "DATABASE_TIMEOUT",
    "INTERNAL_ERROR",
]

Scope = Literal[
    "organization:read",
    "organization:write",
    "departments:read",
    "departments:write",
    "members:read",
    "members:write",
    "operations:read",
    "audit:read",
    "keys:write",
    "webhooks:write",
]


class ApiKey(TypedDict):
    id: str
    name: str
    scopes: List[Scope]
    status: Literal["active", "expired", "revoked"]
    created_at: str
    created_by: Optional[ApiKeyCreatedBy]
    expires_at: Optional[str]
    revoked_at: Optional[str]
    last_used_at: Optional[str]
    last_used_address: Optional[str]
    replaced_by: Optional[str]


class ApiKeyCreatedBy(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: An API key was created.
class ApiKeyCreatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["api_key.created"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: ApiKeyCreatedEventData


class ApiKeyCreatedEventData(TypedDict):
    key_id: str
    actor: ApiKeyCreatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class ApiKeyCreatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class ApiKeyPage(TypedDict):
    data: List[ApiKey]
    next_cursor: Optional[str]


#: An API key was revoked.
class ApiKeyRevokedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["api_key.revoked"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: ApiKeyRevokedEventData


class ApiKeyRevokedEventData(TypedDict):
    key_id: str
    actor: ApiKeyRevokedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class ApiKeyRevokedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: An API key was replaced by another.
class ApiKeyRotatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["api_key.rotated"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: ApiKeyRotatedEventData


class ApiKeyRotatedEventData(TypedDict):
    key_id: str
    actor: ApiKeyRotatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class ApiKeyRotatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class AuditEvent(TypedDict):
    id: str
    organization_id: str
    occurred_at: str
    action: str
    actor: AuditEventActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    department_id: Optional[str]
    user_id: Optional[str]
    operation_id: Optional[str]
    trace_id: str
    address: Optional[str]
    subject: Optional[str]
    before: Optional[Dict[str, Any]]
    after: Optional[Dict[str, Any]]


class AuditEventActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class AuditEventPage(TypedDict):
    data: List[AuditEvent]
    next_cursor: Optional[str]


class CreateOrganizationOwner(TypedDict):
    full_name: str
    #: The e-mail address. An internationalized domain is converted to ASCII.
    email: str


class CreatedOrganization(TypedDict):
    organization: Organization
    owner: Person
    api_key: IssuedApiKey


class Department(TypedDict):
    id: str
    organization_id: str
    parent_id: Optional[str]
    name: str
    description: Optional[str]
    manager_user_id: Optional[str]
    #: The names from the top level down to this department, joined by "/". A "/" or "\" in a name is escaped
    #: with a "\".
    path: str
    #: The number of names in the path: 1 at the top level.
    depth: int
    #: The number of members of this department itself, without those of departments below it.
    member_count: int
    created_at: str
    updated_at: str


#: A department was created.
class DepartmentCreatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["department.created"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: DepartmentCreatedEventData


class DepartmentCreatedEventData(TypedDict):
    department_id: str
    parent_id: Optional[str]
    actor: DepartmentCreatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class DepartmentCreatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A department was deleted. The events for its members come first.
class DepartmentDeletedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["department.deleted"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: DepartmentDeletedEventData


class DepartmentDeletedEventData(TypedDict):
    department_id: str
    actor: DepartmentDeletedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class DepartmentDeletedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class DepartmentDigest(TypedDict):
    department_id: str
    member_count: int
    #: The SHA-256, in hexadecimal, of the `user_id`s of all members, sorted by their bytes, each followed by
    #: a line feed.
    digest: str
    #: The position in the events for which the digest is true: `at`, or else the end of the events.
    cursor: str


class DepartmentMember(TypedDict):
    user_id: str
    full_name: str
    email: str
    added_at: str


#: A user became a member of a department. After a move, `moved_from` names the other department.
class DepartmentMemberAddedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["department.member.added"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: DepartmentMemberAddedEventData


class DepartmentMemberAddedEventData(TypedDict):
    department_id: str
    user_id: str
    moved_from: Optional[str]
    actor: DepartmentMemberAddedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class DepartmentMemberAddedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class DepartmentMemberPage(TypedDict):
    data: List[DepartmentMember]
    next_cursor: Optional[str]


#: A user is no longer a member of a department. After a move, `moved_to` names the other department.
class DepartmentMemberRemovedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["department.member.removed"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: DepartmentMemberRemovedEventData


class DepartmentMemberRemovedEventData(TypedDict):
    department_id: str
    user_id: str
    moved_to: Optional[str]
    actor: DepartmentMemberRemovedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class DepartmentMemberRemovedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class DepartmentMove(TypedDict):
    #: True if nothing was changed.
    dry_run: bool
    before: DepartmentMoveBefore
    after: DepartmentMoveAfter
    #: The number of departments that move: this one and all below it; 0 if it is already there.
    departments_moved: int
    #: The department as it is now.
    department: Department


class DepartmentMoveAfter(TypedDict):
    parent_id: Optional[str]
    #: The names from the top level down to this department, joined by "/". A "/" or "\" in a name is escaped
    #: with a "\".
    path: str
    #: The number of names in the path: 1 at the top level.
    depth: int


class DepartmentMoveBefore(TypedDict):
    parent_id: Optional[str]
    #: The names from the top level down to this department, joined by "/". A "/" or "\" in a name is escaped
    #: with a "\".
    path: str
    #: The number of names in the path: 1 at the top level.
    depth: int


#: A department, and with it all below it, was moved to another parent.
class DepartmentMovedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["department.moved"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: DepartmentMovedEventData


class DepartmentMovedEventData(TypedDict):
    department_id: str
    parent_id: Optional[str]
    previous_parent_id: Optional[str]
    actor: DepartmentMovedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class DepartmentMovedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class DepartmentPage(TypedDict):
    data: List[Department]
    next_cursor: Optional[str]


class DepartmentTree(TypedDict):
    data: List[DepartmentTreeNode]


class DepartmentTreeNode(TypedDict):
    id: str
    organization_id: str
    parent_id: Optional[str]
    name: str
    description: Optional[str]
    manager_user_id: Optional[str]
    #: The names from the top level down to this department, joined by "/". A "/" or "\" in a name is escaped
    #: with a "\".
    path: str
    #: The number of names in the path: 1 at the top level.
    depth: int
    #: The number of members of this department itself, without those of departments below it.
    member_count: int
    created_at: str
    updated_at: str
    #: The number of memberships in this department and all below it. A user in two of them counts twice.
    total_member_count: int
    #: The number of children, including those that `depth` leaves out.
    child_count: int
    children: List[DepartmentTreeNode]


#: The name, the description or the manager of a department changed.
class DepartmentUpdatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["department.updated"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: DepartmentUpdatedEventData


class DepartmentUpdatedEventData(TypedDict):
    department_id: str
    #: The names of the fields that changed.
    changed: List[str]
    actor: DepartmentUpdatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class DepartmentUpdatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class EventPage(TypedDict):
    data: List[Event]
    #: The `after` of the next request. There is always one.
    next_cursor: str
    #: Whether there may be more events now. Otherwise this was the end.
    has_more: bool


class IssuedApiKey(TypedDict):
    id: str
    name: str
    scopes: List[Scope]
    status: Literal["active", "expired", "revoked"]
    created_at: str
    created_by: Optional[IssuedApiKeyCreatedBy]
    expires_at: Optional[str]
    revoked_at: Optional[str]
    last_used_at: Optional[str]
    last_used_address: Optional[str]
    replaced_by: Optional[str]
    token: str


class IssuedApiKeyCreatedBy(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class IssuedScimConnection(TypedDict):
    id: str
    name: str
    root_department_id: Optional[str]
    on_delete: Literal["deactivate", "remove"]
    adopt: bool
    department_mapping: Literal["store", "membership"]
    created_at: str
    created_by: IssuedScimConnectionCreatedBy
    last_used_at: Optional[str]
    last_used_address: Optional[str]
    former_token_expires_at: Optional[str]
    #: The address to enter at the identity provider.
    base_url: str
    #: The bearer token to enter at the identity provider, shown only here.
    token: str


class IssuedScimConnectionCreatedBy(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class IssuedWebhookEndpoint(TypedDict):
    id: str
    url: str
    event_types: Optional[List[str]]
    department_id: Optional[str]
    description: Optional[str]
    disabled: bool
    disabled_at: Optional[str]
    disabled_reason: Optional[Literal["owner", "exhausted", "gone"]]
    failing_since: Optional[str]
    previous_secret_expires_at: Optional[str]
    created_at: str
    created_by: IssuedWebhookEndpointCreatedBy
    updated_at: str
    secret: str


class IssuedWebhookEndpointCreatedBy(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class MemberDepartment(TypedDict):
    department_id: str
    name: str
    parent_id: Optional[str]
    added_at: str


class MemberDepartmentPage(TypedDict):
    data: List[MemberDepartment]
    next_cursor: Optional[str]


class MembershipRequest(TypedDict):
    id: str
    department_id: str
    user_id: str
    reason: Optional[str]
    status: Literal["pending", "approved", "denied", "expired"]
    requested_by: MembershipRequestRequestedBy
    created_at: str
    expires_at: str
    decided_by: Optional[MembershipRequestDecidedBy]
    decided_at: Optional[str]
    operation_id: Optional[str]


#: A membership request was approved. The membership has its own event.
class MembershipRequestApprovedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["membership_request.approved"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: MembershipRequestApprovedEventData


class MembershipRequestApprovedEventData(TypedDict):
    department_id: str
    user_id: str
    request_id: str
    actor: MembershipRequestApprovedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class MembershipRequestApprovedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: Somebody asked for a member to be added to a department.
class MembershipRequestCreatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["membership_request.created"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: MembershipRequestCreatedEventData


class MembershipRequestCreatedEventData(TypedDict):
    department_id: str
    user_id: str
    request_id: str
    actor: MembershipRequestCreatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class MembershipRequestCreatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class MembershipRequestDecidedBy(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A membership request was denied.
class MembershipRequestDeniedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["membership_request.denied"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: MembershipRequestDeniedEventData


class MembershipRequestDeniedEventData(TypedDict):
    department_id: str
    user_id: str
    request_id: str
    actor: MembershipRequestDeniedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class MembershipRequestDeniedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: Nobody decided about a membership request in time.
class MembershipRequestExpiredEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["membership_request.expired"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: MembershipRequestExpiredEventData


class MembershipRequestExpiredEventData(TypedDict):
    department_id: str
    user_id: str
    request_id: str
    actor: MembershipRequestExpiredEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class MembershipRequestExpiredEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class MembershipRequestPage(TypedDict):
    data: List[MembershipRequest]
    next_cursor: Optional[str]


class MembershipRequestRequestedBy(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class Operation(TypedDict):
    id: str
    kind: Literal["member.add", "member.remove", "member.put", "member.move", "member.bulk_add"]
    state: Literal["accepted", "done", "failed", "cancelled"]
    department_id: str
    to_department_id: Optional[str]
    user_id: Optional[str]
    mode: Optional[Literal["partial", "atomic"]]
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    trace_id: str
    created_at: str
    finished_at: Optional[str]
    progress: Optional[OperationProgress]
    summary: Optional[OperationSummary]
    result: Optional[OperationMember]
    error: Optional[OperationError]


#: An operation was cancelled, or the rest of a bulk.
class OperationCancelledEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["operation.cancelled"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: OperationCancelledEventData


class OperationCancelledEventData(TypedDict):
    affected_department_id: Optional[str]
    affected_user_id: Optional[str]
    actor: OperationCancelledEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class OperationCancelledEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class OperationError(TypedDict):
    code: ErrorCode
    message: str
    system_message: str
    status: int
    details: Dict[str, Any]


class OperationItem(TypedDict):
    position: int
    line: Optional[int]
    user_id: Optional[str]
    #: The address in the file; null when the file named users, and without the scope `members:read`. The
    #: details of an error have no `email` then, either.
    email: Optional[str]
    state: Literal["pending", "added", "rejected", "cancelled"]
    error: Optional[OperationItemError]
    added_at: Optional[str]


class OperationItemError(TypedDict):
    code: ErrorCode
    message: str
    details: Dict[str, Any]


class OperationItemPage(TypedDict):
    data: List[OperationItemPageDataItem]
    next_cursor: Optional[str]


class OperationItemPageDataItem(TypedDict):
    position: int
    line: Optional[int]
    user_id: Optional[str]
    #: The address in the file; null when the file named users, and without the scope `members:read`. The
    #: details of an error have no `email` then, either.
    email: Optional[str]
    state: Literal["pending", "added", "rejected", "cancelled"]
    error: Optional[OperationItemPageDataItemError]
    added_at: Optional[str]


class OperationItemPageDataItemError(TypedDict):
    code: ErrorCode
    message: str
    details: Dict[str, Any]


class _OperationMember(TypedDict):
    user_id: str
    added_at: str


#: The member as the change left it. `full_name` and `email` are left out for a caller who lacks
#: `members:read` and did not ask for the change.
class OperationMember(_OperationMember, total=False):
    full_name: str
    email: str


class OperationProgress(TypedDict):
    total: int
    done: int
    added: int
    rejected: int


class OperationSummary(TypedDict):
    total: int
    added: int
    rejected: int
    cancelled: int


class Organization(TypedDict):
    id: str
    name: str
    created_at: str


#: The organization was created.
class OrganizationCreatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["organization.created"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: OrganizationCreatedEventData


class OrganizationCreatedEventData(TypedDict):
    actor: OrganizationCreatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class OrganizationCreatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A member signed in for the first time with an account of the identity provider.
class OrganizationMemberBoundEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["organization.member.bound"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: OrganizationMemberBoundEventData


class OrganizationMemberBoundEventData(TypedDict):
    user_id: str
    actor: OrganizationMemberBoundEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class OrganizationMemberBoundEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A user became a member of the organization.
class OrganizationMemberCreatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["organization.member.created"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: OrganizationMemberCreatedEventData


class OrganizationMemberCreatedEventData(TypedDict):
    user_id: str
    actor: OrganizationMemberCreatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class OrganizationMemberCreatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A user left the organization. The events for the user’s departments come first.
class OrganizationMemberRemovedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["organization.member.removed"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: OrganizationMemberRemovedEventData


class OrganizationMemberRemovedEventData(TypedDict):
    user_id: str
    actor: OrganizationMemberRemovedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class OrganizationMemberRemovedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: The name, the e-mail address, the role or the status of a member of the organization changed.
class OrganizationMemberUpdatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["organization.member.updated"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: OrganizationMemberUpdatedEventData


class OrganizationMemberUpdatedEventData(TypedDict):
    user_id: str
    #: The names of the fields that changed.
    changed: List[str]
    actor: OrganizationMemberUpdatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class OrganizationMemberUpdatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: The organization was renamed.
class OrganizationUpdatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["organization.updated"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: OrganizationUpdatedEventData


class OrganizationUpdatedEventData(TypedDict):
    #: The names of the fields that changed.
    changed: List[str]
    actor: OrganizationUpdatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class OrganizationUpdatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class Person(TypedDict):
    user_id: str
    full_name: str
    email: str
    role: Literal["owner", "admin", "member"]
    status: Literal["active", "deactivated"]
    created_at: str


class PersonPage(TypedDict):
    data: List[Person]
    next_cursor: Optional[str]


class Principal(TypedDict):
    type: Literal["api_key", "user"]
    id: str
    name: str
    role: Optional[Literal["owner", "admin", "member"]]
    organization: Organization
    scopes: List[Scope]
    expires_at: Optional[str]


class ScimConnection(TypedDict):
    id: str
    name: str
    root_department_id: Optional[str]
    on_delete: Literal["deactivate", "remove"]
    adopt: bool
    department_mapping: Literal["store", "membership"]
    created_at: str
    created_by: ScimConnectionCreatedBy
    last_used_at: Optional[str]
    last_used_address: Optional[str]
    former_token_expires_at: Optional[str]
    #: The address to enter at the identity provider.
    base_url: str


class ScimConnectionCreatedBy(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A connection for an identity provider was created.
class ScimConnectionCreatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["scim_connection.created"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: ScimConnectionCreatedEventData


class ScimConnectionCreatedEventData(TypedDict):
    connection_id: str
    actor: ScimConnectionCreatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class ScimConnectionCreatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A connection for an identity provider was deleted. Its people and departments stay.
class ScimConnectionDeletedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["scim_connection.deleted"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: ScimConnectionDeletedEventData


class ScimConnectionDeletedEventData(TypedDict):
    connection_id: str
    actor: ScimConnectionDeletedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class ScimConnectionDeletedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class ScimConnectionPage(TypedDict):
    data: List[ScimConnection]
    next_cursor: Optional[str]


#: A connection for an identity provider got a new token.
class ScimConnectionTokenRotatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["scim_connection.token_rotated"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: ScimConnectionTokenRotatedEventData


class ScimConnectionTokenRotatedEventData(TypedDict):
    connection_id: str
    actor: ScimConnectionTokenRotatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class ScimConnectionTokenRotatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: The settings of a connection for an identity provider changed.
class ScimConnectionUpdatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["scim_connection.updated"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: ScimConnectionUpdatedEventData


class ScimConnectionUpdatedEventData(TypedDict):
    connection_id: str
    #: The names of the fields that changed.
    changed: List[str]
    actor: ScimConnectionUpdatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class ScimConnectionUpdatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: An identity provider took over a member who was in the organization already.
class ScimUserAdoptedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["scim_user.adopted"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: ScimUserAdoptedEventData


class ScimUserAdoptedEventData(TypedDict):
    user_id: str
    actor: ScimUserAdoptedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class ScimUserAdoptedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: An identity provider named a department that does not exist. The user's memberships stay as they are.
class ScimUserDepartmentUnknownEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["scim_user.department_unknown"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: ScimUserDepartmentUnknownEventData


class ScimUserDepartmentUnknownEventData(TypedDict):
    user_id: str
    actor: ScimUserDepartmentUnknownEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class ScimUserDepartmentUnknownEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: An identity provider deleted a user, who stays in the organization as a deactivated member.
class ScimUserReleasedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["scim_user.released"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: ScimUserReleasedEventData


class ScimUserReleasedEventData(TypedDict):
    user_id: str
    actor: ScimUserReleasedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class ScimUserReleasedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: An identity provider changed what it alone knows of a member, such as the title.
class ScimUserUpdatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["scim_user.updated"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: ScimUserUpdatedEventData


class ScimUserUpdatedEventData(TypedDict):
    user_id: str
    actor: ScimUserUpdatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class ScimUserUpdatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A Slack channel was linked to a department.
class SlackChannelLinkedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["slack.channel.linked"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: SlackChannelLinkedEventData


class SlackChannelLinkedEventData(TypedDict):
    department_id: str
    actor: SlackChannelLinkedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class SlackChannelLinkedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A Slack channel is no longer linked to a department.
class SlackChannelUnlinkedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["slack.channel.unlinked"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: SlackChannelUnlinkedEventData


class SlackChannelUnlinkedEventData(TypedDict):
    department_id: str
    actor: SlackChannelUnlinkedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class SlackChannelUnlinkedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A link to connect a Slack workspace was created.
class SlackInvitationCreatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["slack.invitation.created"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: SlackInvitationCreatedEventData


class SlackInvitationCreatedEventData(TypedDict):
    actor: SlackInvitationCreatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class SlackInvitationCreatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class SlackLink(TypedDict):
    url: str
    expires_at: str


class SlackUserLink(TypedDict):
    workspace_id: str
    slack_user_id: str
    user_id: str
    how: Literal["email", "explicit"]
    linked_at: str
    linked_by: Optional[SlackUserLinkLinkedBy]
    checked_at: Optional[str]


class SlackUserLinkLinkedBy(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class SlackUserLinkPage(TypedDict):
    data: List[SlackUserLink]
    next_cursor: Optional[str]


#: A Slack user was linked to a member of the organization.
class SlackUserLinkedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["slack.user.linked"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: SlackUserLinkedEventData


class SlackUserLinkedEventData(TypedDict):
    user_id: str
    actor: SlackUserLinkedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class SlackUserLinkedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A Slack user is no longer linked to a member of the organization.
class SlackUserUnlinkedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["slack.user.unlinked"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: SlackUserUnlinkedEventData


class SlackUserUnlinkedEventData(TypedDict):
    user_id: str
    actor: SlackUserUnlinkedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class SlackUserUnlinkedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class SlackWorkspace(TypedDict):
    id: str
    name: Optional[str]
    status: Literal["connected", "disconnected"]
    connected_at: Optional[str]
    connected_by: Optional[SlackWorkspaceConnectedBy]
    disconnected_at: Optional[str]
    disconnect_reason: Optional[Literal["uninstalled", "tokens_revoked", "reinstalled", "disconnected"]]
    token: Literal["stored", "configured", "being_revoked", "none"]
    linked_users: int


class SlackWorkspaceConnectedBy(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A Slack workspace was connected.
class SlackWorkspaceConnectedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["slack.workspace.connected"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: SlackWorkspaceConnectedEventData


class SlackWorkspaceConnectedEventData(TypedDict):
    workspace_id: str
    actor: SlackWorkspaceConnectedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class SlackWorkspaceConnectedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A Slack workspace was disconnected. `reason` is `uninstalled`, `tokens_revoked`, `reinstalled` or
#: `disconnected`.
class SlackWorkspaceDisconnectedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["slack.workspace.disconnected"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: SlackWorkspaceDisconnectedEventData


class SlackWorkspaceDisconnectedEventData(TypedDict):
    workspace_id: str
    reason: Optional[str]
    actor: SlackWorkspaceDisconnectedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class SlackWorkspaceDisconnectedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class SlackWorkspacePage(TypedDict):
    data: List[SlackWorkspace]
    next_cursor: Optional[str]


class WebhookAttempt(TypedDict):
    attempt: int
    at: str
    duration_ms: Optional[int]
    status: Optional[int]
    error: Optional[str]
    answer: Optional[str]


class WebhookDelivery(TypedDict):
    event_id: str
    event_type: str
    department_id: Optional[str]
    state: Literal["pending", "delivered", "dropped"]
    created_at: str
    delivered_at: Optional[str]
    attempts: List[WebhookAttempt]


class WebhookDeliveryPage(TypedDict):
    data: List[WebhookDelivery]
    next_cursor: Optional[str]


class WebhookEndpoint(TypedDict):
    id: str
    url: str
    event_types: Optional[List[str]]
    department_id: Optional[str]
    description: Optional[str]
    disabled: bool
    disabled_at: Optional[str]
    disabled_reason: Optional[Literal["owner", "exhausted", "gone"]]
    failing_since: Optional[str]
    previous_secret_expires_at: Optional[str]
    created_at: str
    created_by: WebhookEndpointCreatedBy
    updated_at: str


class WebhookEndpointCreatedBy(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A webhook endpoint was created.
class WebhookEndpointCreatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["webhook_endpoint.created"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: WebhookEndpointCreatedEventData


class WebhookEndpointCreatedEventData(TypedDict):
    webhook_endpoint_id: str
    actor: WebhookEndpointCreatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class WebhookEndpointCreatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A webhook endpoint was deleted.
class WebhookEndpointDeletedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["webhook_endpoint.deleted"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: WebhookEndpointDeletedEventData


class WebhookEndpointDeletedEventData(TypedDict):
    webhook_endpoint_id: str
    actor: WebhookEndpointDeletedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class WebhookEndpointDeletedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: Roster disabled a webhook endpoint: all attempts failed, or it answered 410.
class WebhookEndpointDisabledEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["webhook_endpoint.disabled"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: WebhookEndpointDisabledEventData


class WebhookEndpointDisabledEventData(TypedDict):
    webhook_endpoint_id: str
    disabled_reason: Literal["exhausted", "gone"]
    actor: WebhookEndpointDisabledEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class WebhookEndpointDisabledEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


class WebhookEndpointPage(TypedDict):
    data: List[WebhookEndpoint]
    next_cursor: Optional[str]


#: Events are sent to a webhook endpoint again.
class WebhookEndpointReplayedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["webhook_endpoint.replayed"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: WebhookEndpointReplayedEventData


class WebhookEndpointReplayedEventData(TypedDict):
    webhook_endpoint_id: str
    actor: WebhookEndpointReplayedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class WebhookEndpointReplayedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A webhook endpoint got a new secret.
class WebhookEndpointSecretRotatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["webhook_endpoint.secret_rotated"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: WebhookEndpointSecretRotatedEventData


class WebhookEndpointSecretRotatedEventData(TypedDict):
    webhook_endpoint_id: str
    actor: WebhookEndpointSecretRotatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class WebhookEndpointSecretRotatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A test of a webhook endpoint. It is not in the feed, and its `sequence` is 0.
class WebhookEndpointTestEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["webhook_endpoint.test"]
    occurred_at: str
    #: A test is not counted.
    sequence: Literal[0]
    data: WebhookEndpointTestEventData


class WebhookEndpointTestEventData(TypedDict):
    webhook_endpoint_id: str
    actor: WebhookEndpointTestEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class WebhookEndpointTestEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


#: A webhook endpoint was changed, or disabled or enabled by a caller.
class WebhookEndpointUpdatedEvent(TypedDict):
    #: The ID of the event; that of a change is the same in the audit.
    id: str
    type: Literal["webhook_endpoint.updated"]
    occurred_at: str
    #: Counts the events of the department from 1, without gaps. Events that concern no department are counted
    #: for the organization.
    sequence: int
    data: WebhookEndpointUpdatedEventData


class WebhookEndpointUpdatedEventData(TypedDict):
    webhook_endpoint_id: str
    #: The names of the fields that changed.
    changed: List[str]
    actor: WebhookEndpointUpdatedEventDataActor
    channel: Literal["rest", "slack", "bulk", "scim", "system"]
    operation_id: Optional[str]
    trace_id: str


class WebhookEndpointUpdatedEventDataActor(TypedDict):
    type: Literal["api_key", "user", "scim_connection", "system", "operator", "provisioner"]
    id: str


Event = Union[
    DepartmentMemberAddedEvent,
    DepartmentMemberRemovedEvent,
    DepartmentCreatedEvent,
    DepartmentUpdatedEvent,
    DepartmentMovedEvent,
    DepartmentDeletedEvent,
    OrganizationMemberCreatedEvent,
    OrganizationMemberUpdatedEvent,
    OrganizationMemberRemovedEvent,
    OrganizationMemberBoundEvent,
    ScimUserAdoptedEvent,
    ScimUserUpdatedEvent,
    ScimUserDepartmentUnknownEvent,
    ScimUserReleasedEvent,
    OrganizationCreatedEvent,
    OrganizationUpdatedEvent,
    ApiKeyCreatedEvent,
    ApiKeyRotatedEvent,
    ApiKeyRevokedEvent,
    OperationCancelledEvent,
    MembershipRequestCreatedEvent,
    MembershipRequestApprovedEvent,
    MembershipRequestDeniedEvent,
    MembershipRequestExpiredEvent,
    ScimConnectionCreatedEvent,
    ScimConnectionUpdatedEvent,
    ScimConnectionTokenRotatedEvent,
    ScimConnectionDeletedEvent,
    WebhookEndpointCreatedEvent,
    WebhookEndpointUpdatedEvent,
    WebhookEndpointSecretRotatedEvent,
    WebhookEndpointReplayedEvent,
    WebhookEndpointDisabledEvent,
    WebhookEndpointDeletedEvent,
    SlackInvitationCreatedEvent,
    SlackWorkspaceConnectedEvent,
    SlackWorkspaceDisconnectedEvent,
    SlackUserLinkedEvent,
    SlackUserUnlinkedEvent,
    SlackChannelLinkedEvent,
    SlackChannelUnlinkedEvent,
    WebhookEndpointTestEvent,
]
