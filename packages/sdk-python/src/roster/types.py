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
    "MEMBER_EMAIL_DUPLICATE",
    "LAST_OWNER",
    "ORGANIZATION_DUPLICATE",
    "SLACK_WORKSPACE_NOT_FOUND",
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
    type: Literal["api_key", "user", "system", "operator", "provisioner"]
    id: str


class ApiKeyPage(TypedDict):
    data: List[ApiKey]
    next_cursor: Optional[str]


class AuditEvent(TypedDict):
    id: str
    organization_id: str
    occurred_at: str
    action: str
    actor: AuditEventActor
    channel: Literal["rest", "slack", "bulk", "system"]
    department_id: Optional[str]
    user_id: Optional[str]
    operation_id: Optional[str]
    trace_id: str
    address: Optional[str]
    subject: Optional[str]
    before: Optional[Dict[str, Any]]
    after: Optional[Dict[str, Any]]


class AuditEventActor(TypedDict):
    type: Literal["api_key", "user", "system", "operator", "provisioner"]
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


class DepartmentMember(TypedDict):
    user_id: str
    full_name: str
    email: str
    added_at: str


class DepartmentMemberPage(TypedDict):
    data: List[DepartmentMember]
    next_cursor: Optional[str]


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
    type: Literal["api_key", "user", "system", "operator", "provisioner"]
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


class MembershipRequestDecidedBy(TypedDict):
    type: Literal["api_key", "user", "system", "operator", "provisioner"]
    id: str


class MembershipRequestPage(TypedDict):
    data: List[MembershipRequest]
    next_cursor: Optional[str]


class MembershipRequestRequestedBy(TypedDict):
    type: Literal["api_key", "user", "system", "operator", "provisioner"]
    id: str


class Operation(TypedDict):
    id: str
    kind: Literal["member.add", "member.remove", "member.put", "member.move", "member.bulk_add"]
    state: Literal["accepted", "done", "failed", "cancelled"]
    department_id: str
    to_department_id: Optional[str]
    user_id: Optional[str]
    mode: Optional[Literal["partial", "atomic"]]
    channel: Literal["rest", "slack", "bulk", "system"]
    trace_id: str
    created_at: str
    finished_at: Optional[str]
    progress: Optional[OperationProgress]
    summary: Optional[OperationSummary]
    result: Optional[OperationMember]
    error: Optional[OperationError]


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


class SlackLink(TypedDict):
    url: str
    expires_at: str
