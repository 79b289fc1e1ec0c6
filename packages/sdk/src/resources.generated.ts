// Made from docs/openapi.json by `npm run generate`; do not edit.

import type { Caller } from './caller.js';
import type { CsvList, List } from './list.js';
import type { ChangeOptions, IfMatch, RequestOptions, Waiting, WriteOptions } from './options.js';
import type { RosterPromise } from './roster-promise.js';
import type {
  AddDepartmentMemberParams,
  ApiKey,
  AuditEvent,
  BulkAddDepartmentMembersParams,
  CancelOperationParams,
  CreateApiKeyParams,
  CreateDepartmentParams,
  CreateMembershipRequestParams,
  CreateOrganizationMemberParams,
  CreateOrganizationParams,
  CreateScimConnectionParams,
  CreateSlackLinkParams,
  CreateWebhookEndpointParams,
  CreatedOrganization,
  DecideMembershipRequestParams,
  DeleteDepartmentParams,
  DeleteScimConnectionParams,
  DeleteWebhookEndpointParams,
  Department,
  DepartmentDigest,
  DepartmentMember,
  DepartmentMove,
  DepartmentTree,
  DisconnectSlackWorkspaceParams,
  EventPage,
  IssuedApiKey,
  IssuedScimConnection,
  IssuedWebhookEndpoint,
  LinkSlackUserParams,
  ListApiKeysParams,
  ListAuditEventsParams,
  ListDepartmentMembersParams,
  ListDepartmentsParams,
  ListMemberDepartmentsParams,
  ListMembershipRequestsParams,
  ListOperationItemsParams,
  ListOrganizationMembersParams,
  ListScimConnectionsParams,
  ListSlackUsersParams,
  ListSlackWorkspacesParams,
  ListWebhookDeliveriesParams,
  ListWebhookEndpointsParams,
  MemberDepartment,
  MembershipRequest,
  MoveDepartmentMemberParams,
  Operation,
  OperationItem,
  Organization,
  Person,
  Principal,
  PutDepartmentMemberParams,
  ReadEventsParams,
  RemoveDepartmentMemberParams,
  RemoveOrganizationMemberParams,
  ReparentDepartmentParams,
  ReplayWebhookEndpointParams,
  RetrieveApiKeyParams,
  RetrieveDepartmentDigestParams,
  RetrieveDepartmentMemberParams,
  RetrieveDepartmentParams,
  RetrieveDepartmentTreeParams,
  RetrieveMembershipRequestParams,
  RetrieveOperationParams,
  RetrieveOrganizationMemberParams,
  RetrieveOrganizationParams,
  RetrieveScimConnectionParams,
  RetrieveSlackWorkspaceParams,
  RetrieveWebhookEndpointParams,
  RetryOperationParams,
  RevokeApiKeyParams,
  RotateApiKeyParams,
  RotateScimTokenParams,
  RotateWebhookSecretParams,
  ScimConnection,
  SlackLink,
  SlackUserLink,
  SlackWorkspace,
  TestWebhookEndpointParams,
  UnlinkSlackUserParams,
  UpdateDepartmentParams,
  UpdateOrganizationMemberParams,
  UpdateOrganizationParams,
  UpdateScimConnectionParams,
  UpdateWebhookEndpointParams,
  WebhookAttempt,
  WebhookDelivery,
  WebhookEndpoint,
} from './types.generated.js';

/** Everything that the API has, by the kind of object. */
export class Resources {
  readonly departments: Departments;
  readonly members: Members;
  readonly operations: Operations;
  readonly membershipRequests: MembershipRequests;
  readonly organizations: Organizations;
  readonly me: Me;
  readonly apiKeys: ApiKeys;
  readonly scimConnections: ScimConnections;
  readonly slack: Slack;
  readonly auditEvents: AuditEvents;
  readonly feed: Feed;
  readonly webhookEndpoints: WebhookEndpoints;

  constructor(caller: Caller) {
    this.departments = new Departments(caller);
    this.members = new Members(caller);
    this.operations = new Operations(caller);
    this.membershipRequests = new MembershipRequests(caller);
    this.organizations = new Organizations(caller);
    this.me = new Me(caller);
    this.apiKeys = new ApiKeys(caller);
    this.scimConnections = new ScimConnections(caller);
    this.slack = new Slack(caller);
    this.auditEvents = new AuditEvents(caller);
    this.feed = new Feed(caller);
    this.webhookEndpoints = new WebhookEndpoints(caller);
  }
}

export class Departments {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Create department. Creates a department at the top level or below another department. A tree has at most 32
   * levels.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`, `MEMBER_NOT_FOUND`
   * @throws ConflictError `DEPARTMENT_NAME_TAKEN`, `DEPARTMENT_TOO_DEEP`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  create(params: CreateDepartmentParams, options: WriteOptions = {}): RosterPromise<Department> {
    return this.#caller.send<Department>({
      name: 'departments.create',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/departments',
      body: true,
    }, params, options);
  }

  /**
   * List departments. Lists the departments of the organization that match all filters.
   *
   * Pages are requested as they are needed.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`
   */
  list(params: ListDepartmentsParams, options: RequestOptions = {}): List<Department> {
    return this.#caller.list<Department>({
      name: 'departments.list',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/departments',
      query: ['parent', 'name', 'manager', 'sort', 'limit', 'cursor'],
    }, params, options);
  }

  /**
   * Retrieve department tree. Returns the whole tree, or one department with everything below it. Each department
   * contains its children, sorted by name.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`
   */
  getTree(params: RetrieveDepartmentTreeParams, options: RequestOptions = {}): RosterPromise<DepartmentTree> {
    return this.#caller.send<DepartmentTree>({
      name: 'departments.getTree',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/departments/tree',
      query: ['root', 'depth'],
    }, params, options);
  }

  /**
   * Retrieve department. Returns a department. Send its `ETag` in `If-Match` to make sure that you change this
   * version of it.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`
   */
  get(params: RetrieveDepartmentParams, options: RequestOptions = {}): RosterPromise<Department> {
    return this.#caller.send<Department>({
      name: 'departments.get',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/departments/{department_id}',
    }, params, options);
  }

  /**
   * Update department. Changes the fields that the body contains. To move a department below another one, reparent
   * it.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`, `MEMBER_NOT_FOUND`
   * @throws ConflictError `DEPARTMENT_NAME_TAKEN`
   * @throws PreconditionFailedError `PRECONDITION_FAILED`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  update(params: UpdateDepartmentParams, options: WriteOptions & IfMatch = {}): RosterPromise<Department> {
    return this.#caller.send<Department>({
      name: 'departments.update',
      method: 'PATCH',
      path: '/v1/organizations/{organization_id}/departments/{department_id}',
      body: true,
    }, params, options);
  }

  /**
   * Delete department. Deletes a department in one transaction. If it has children or members, say what should
   * happen to them; otherwise the request is refused. With very many members the deletion can take too long (503
   * `DATABASE_TIMEOUT`). Nothing is changed then: delete the departments below it first, one by one.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`
   * @throws ConflictError `DEPARTMENT_NOT_EMPTY`, `DEPARTMENT_NAME_TAKEN`, `DEPARTMENT_IS_SCIM_ROOT`
   * @throws PreconditionFailedError `PRECONDITION_FAILED`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  delete(params: DeleteDepartmentParams, options: WriteOptions & IfMatch = {}): RosterPromise<void> {
    return this.#caller.send<void>({
      name: 'departments.delete',
      method: 'DELETE',
      path: '/v1/organizations/{organization_id}/departments/{department_id}',
      query: ['children', 'members', 'members_to'],
    }, params, options);
  }

  /**
   * Reparent department. Moves a department, with everything below it and all their members, below another
   * department or to the top level.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`
   * @throws ConflictError `DEPARTMENT_CYCLE`, `DEPARTMENT_TOO_DEEP`, `DEPARTMENT_NAME_TAKEN`
   * @throws PreconditionFailedError `PRECONDITION_FAILED`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  reparent(params: ReparentDepartmentParams, options: WriteOptions & IfMatch = {}): RosterPromise<DepartmentMove> {
    return this.#caller.send<DepartmentMove>({
      name: 'departments.reparent',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/departments/{department_id}/reparent',
      query: ['dry_run'],
      body: true,
    }, params, options);
  }

  /**
   * Add department member. Adds a member of the organization to a department. A user cannot be added to the same
   * department twice.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`, `MEMBER_NOT_FOUND`
   * @throws ConflictError `MEMBER_DEACTIVATED`, `DEPARTMENT_MEMBERSHIP_DUPLICATE`, `OPERATION_CANCELLED`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  addMember(params: AddDepartmentMemberParams, options?: WriteOptions): RosterPromise<DepartmentMember>;
  /** The same; resolves with the operation when the change takes longer than `wait`. */
  addMember(params: AddDepartmentMemberParams, options: WriteOptions & Waiting): RosterPromise<DepartmentMember | Operation>;
  addMember(params: AddDepartmentMemberParams, options: WriteOptions & Partial<Waiting> = {}): RosterPromise<DepartmentMember | Operation> {
    return this.#caller.change<DepartmentMember>({
      name: 'departments.addMember',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/departments/{department_id}/members',
      body: true,
      maps: ['error.details'],
    }, params, options);
  }

  /**
   * List department members. Lists the members of a department, or those of them whose name or e-mail address
   * matches a search.
   *
   * Pages are requested as they are needed.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`
   */
  listMembers(params: ListDepartmentMembersParams, options: RequestOptions = {}): List<DepartmentMember> {
    return this.#caller.list<DepartmentMember>({
      name: 'departments.listMembers',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/departments/{department_id}/members',
      query: ['limit', 'cursor', 'q', 'sort', 'include_descendants'],
    }, params, options);
  }

  /**
   * Add department member if absent. Makes sure that a member of the organization is in a department. If the user
   * is already there, the answer is 200 and not an error.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`, `MEMBER_NOT_FOUND`
   * @throws ConflictError `MEMBER_DEACTIVATED`, `OPERATION_CANCELLED`
   * @throws ValidationError `IDEMPOTENCY_KEY_REUSED`
   */
  putMember(params: PutDepartmentMemberParams, options?: WriteOptions): RosterPromise<DepartmentMember>;
  /** The same; resolves with the operation when the change takes longer than `wait`. */
  putMember(params: PutDepartmentMemberParams, options: WriteOptions & Waiting): RosterPromise<DepartmentMember | Operation>;
  putMember(params: PutDepartmentMemberParams, options: WriteOptions & Partial<Waiting> = {}): RosterPromise<DepartmentMember | Operation> {
    return this.#caller.change<DepartmentMember>({
      name: 'departments.putMember',
      method: 'PUT',
      path: '/v1/organizations/{organization_id}/departments/{department_id}/members/{user_id}',
      maps: ['error.details'],
    }, params, options);
  }

  /**
   * Remove department member. Removes a user from a department. The user stays a member of the organization.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`, `DEPARTMENT_MEMBER_NOT_FOUND`
   * @throws ConflictError `OPERATION_CANCELLED`
   * @throws ValidationError `IDEMPOTENCY_KEY_REUSED`
   */
  removeMember(params: RemoveDepartmentMemberParams, options?: WriteOptions): RosterPromise<void>;
  /** The same; resolves with the operation when the change takes longer than `wait`. */
  removeMember(params: RemoveDepartmentMemberParams, options: WriteOptions & Waiting): RosterPromise<undefined | Operation>;
  removeMember(params: RemoveDepartmentMemberParams, options: WriteOptions & Partial<Waiting> = {}): RosterPromise<void | Operation> {
    return this.#caller.change<void>({
      name: 'departments.removeMember',
      method: 'DELETE',
      path: '/v1/organizations/{organization_id}/departments/{department_id}/members/{user_id}',
      maps: ['error.details'],
    }, params, options);
  }

  /**
   * Retrieve department member. Returns a member of a department.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`, `DEPARTMENT_MEMBER_NOT_FOUND`
   */
  getMember(params: RetrieveDepartmentMemberParams, options: RequestOptions = {}): RosterPromise<DepartmentMember> {
    return this.#caller.send<DepartmentMember>({
      name: 'departments.getMember',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/departments/{department_id}/members/{user_id}',
    }, params, options);
  }

  /**
   * Move department member. Moves a user from this department to another one in one transaction, so that the user
   * is never in both or in neither.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`, `DEPARTMENT_MEMBER_NOT_FOUND`
   * @throws ConflictError `MEMBER_DEACTIVATED`, `DEPARTMENT_MEMBERSHIP_DUPLICATE`, `OPERATION_CANCELLED`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  moveMember(params: MoveDepartmentMemberParams, options?: WriteOptions): RosterPromise<DepartmentMember>;
  /** The same; resolves with the operation when the change takes longer than `wait`. */
  moveMember(params: MoveDepartmentMemberParams, options: WriteOptions & Waiting): RosterPromise<DepartmentMember | Operation>;
  moveMember(params: MoveDepartmentMemberParams, options: WriteOptions & Partial<Waiting> = {}): RosterPromise<DepartmentMember | Operation> {
    return this.#caller.change<DepartmentMember>({
      name: 'departments.moveMember',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/departments/{department_id}/members/{user_id}/move',
      body: true,
      maps: ['error.details'],
    }, params, options);
  }

  /**
   * Add department members in bulk. Adds up to 10,000 members of the organization to a department as one operation,
   * with a result for each. Send a list of IDs, or a CSV file whose first line is `user_id` or `email`. The answer
   * comes at once, unless `wait` asks to wait.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  bulkAddMembers(params: BulkAddDepartmentMembersParams, options: ChangeOptions = {}): RosterPromise<Operation> {
    return this.#caller.send<Operation>({
      name: 'departments.bulkAddMembers',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/departments/{department_id}/members/bulk',
      body: true,
      maps: ['error.details'],
      csv: ['mode'],
    }, params, options);
  }

  /**
   * Retrieve digest of department members. A hash of the members of a department, without those of the departments
   * below it, as they were at a position in the events. A consumer that has processed all events up to its cursor
   * passes it as `at` and compares the digest with that of its own copy.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`
   */
  getDigest(params: RetrieveDepartmentDigestParams, options: RequestOptions = {}): RosterPromise<DepartmentDigest> {
    return this.#caller.send<DepartmentDigest>({
      name: 'departments.getDigest',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/departments/{department_id}/digest',
      query: ['at'],
    }, params, options);
  }
}

export class Members {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * List a member's departments. Lists the departments that a user is a member of, in the order in which the user
   * was added to them.
   *
   * Pages are requested as they are needed.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `MEMBER_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`
   */
  listDepartments(params: ListMemberDepartmentsParams, options: RequestOptions = {}): List<MemberDepartment> {
    return this.#caller.list<MemberDepartment>({
      name: 'members.listDepartments',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/members/{user_id}/departments',
      query: ['limit', 'cursor'],
    }, params, options);
  }

  /**
   * Add organization member. Adds a member to the organization. This is also the invitation: a user who signs in
   * with the identity provider and has this verified e-mail address is this member. Your token needs all scopes of
   * the new member's role.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`
   * @throws ConflictError `MEMBER_EMAIL_DUPLICATE`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  create(params: CreateOrganizationMemberParams, options: WriteOptions = {}): RosterPromise<Person> {
    return this.#caller.send<Person>({
      name: 'members.create',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/members',
      body: true,
    }, params, options);
  }

  /**
   * List organization members. Lists all members of the organization, including deactivated ones.
   *
   * Pages are requested as they are needed.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`
   */
  list(params: ListOrganizationMembersParams, options: RequestOptions = {}): List<Person> {
    return this.#caller.list<Person>({
      name: 'members.list',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/members',
      query: ['limit', 'cursor', 'q', 'role', 'status', 'sort'],
    }, params, options);
  }

  /**
   * Retrieve organization member. Returns a member of the organization.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `MEMBER_NOT_FOUND`
   */
  get(params: RetrieveOrganizationMemberParams, options: RequestOptions = {}): RosterPromise<Person> {
    return this.#caller.send<Person>({
      name: 'members.get',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/members/{user_id}',
    }, params, options);
  }

  /**
   * Update organization member. Changes the fields that the body contains. A deactivated member can neither sign in
   * nor be added to a department, but keeps their role and departments. The last active owner cannot be demoted or
   * deactivated. A new e-mail address requires all scopes of the member's role and, for the manager of a
   * department, `departments:write`; the member is told in Slack.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `MEMBER_NOT_FOUND`
   * @throws ConflictError `MEMBER_EMAIL_DUPLICATE`, `LAST_OWNER`
   * @throws PreconditionFailedError `PRECONDITION_FAILED`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  update(params: UpdateOrganizationMemberParams, options: WriteOptions & IfMatch = {}): RosterPromise<Person> {
    return this.#caller.send<Person>({
      name: 'members.update',
      method: 'PATCH',
      path: '/v1/organizations/{organization_id}/members/{user_id}',
      body: true,
    }, params, options);
  }

  /**
   * Remove organization member. Removes a member from the organization and, in the same transaction, from all its
   * departments. The last active owner cannot be removed.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `MEMBER_NOT_FOUND`
   * @throws ConflictError `LAST_OWNER`
   * @throws PreconditionFailedError `PRECONDITION_FAILED`
   * @throws ValidationError `IDEMPOTENCY_KEY_REUSED`
   */
  remove(params: RemoveOrganizationMemberParams, options: WriteOptions & IfMatch = {}): RosterPromise<void> {
    return this.#caller.send<void>({
      name: 'members.remove',
      method: 'DELETE',
      path: '/v1/organizations/{organization_id}/members/{user_id}',
    }, params, options);
  }
}

export class Operations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Retry bulk operation. Creates a new bulk from the rejected and cancelled items of one that has ended. E-mail
   * addresses are looked up again.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `OPERATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`
   * @throws ConflictError `OPERATION_NOT_RETRYABLE`
   * @throws ValidationError `IDEMPOTENCY_KEY_REUSED`
   */
  retry(params: RetryOperationParams, options: ChangeOptions = {}): RosterPromise<Operation> {
    return this.#caller.send<Operation>({
      name: 'operations.retry',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/operations/{operation_id}/retry',
      maps: ['error.details'],
    }, params, options);
  }

  /**
   * Retrieve operation. Returns the state of a change and, once it has ended, its result or the reason why nothing
   * was changed. The name and the e-mail address in the result need the scope `members:read`, unless you asked for
   * the change yourself.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `OPERATION_NOT_FOUND`
   */
  get(params: RetrieveOperationParams, options: RequestOptions = {}): RosterPromise<Operation> {
    return this.#caller.send<Operation>({
      name: 'operations.get',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/operations/{operation_id}',
      maps: ['error.details'],
    }, params, options);
  }

  /**
   * Cancel operation. Cancels a change that has not been made yet. A bulk stops before its next thousand items:
   * users who were already added stay, and the remaining items end as `cancelled`. The audit records the action
   * `operation.cancel`.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `OPERATION_NOT_FOUND`
   * @throws ConflictError `OPERATION_NOT_CANCELLABLE`
   * @throws ValidationError `IDEMPOTENCY_KEY_REUSED`
   */
  cancel(params: CancelOperationParams, options: WriteOptions = {}): RosterPromise<Operation> {
    return this.#caller.send<Operation>({
      name: 'operations.cancel',
      method: 'DELETE',
      path: '/v1/organizations/{organization_id}/operations/{operation_id}',
      maps: ['error.details'],
    }, params, options);
  }

  /**
   * List operation items. Lists the items of a bulk in the order in which they were sent, each with its result. An
   * operation on a single member has no items. Without the scope `members:read`, e-mail addresses are left out.
   *
   * Pages are requested as they are needed.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `OPERATION_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`
   */
  listItems(params: ListOperationItemsParams, options: RequestOptions = {}): List<OperationItem> {
    return this.#caller.list<OperationItem>({
      name: 'operations.listItems',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/operations/{operation_id}/items',
      query: ['state', 'limit', 'cursor'],
      maps: ['data.error.details'],
    }, params, options);
  }
}

export class MembershipRequests {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Create membership request. Asks for a member of the organization to be added to a department. Everyone who
   * signs in may ask, for themselves or for others; an API key needs `members:write`. The request can be decided
   * for 14 days. In a connected Slack workspace, the manager of the department is asked there: the nearest one
   * above it if it has none, or else the owners and admins. For one user and one department, only one request can
   * be open.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`, `MEMBER_NOT_FOUND`
   * @throws ConflictError `MEMBER_DEACTIVATED`, `DEPARTMENT_MEMBERSHIP_DUPLICATE`, `MEMBERSHIP_REQUEST_DUPLICATE`,
   *   `MEMBERSHIP_REQUEST_LIMIT_REACHED`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  create(params: CreateMembershipRequestParams, options: WriteOptions = {}): RosterPromise<MembershipRequest> {
    return this.#caller.send<MembershipRequest>({
      name: 'membershipRequests.create',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/departments/{department_id}/membership-requests',
      body: true,
    }, params, options);
  }

  /**
   * List membership requests. Lists the requests of a department, newest first: all of them for those who may
   * decide, otherwise those that the caller made or that are about the caller. Requests are kept for 90 days after
   * they ended.
   *
   * Pages are requested as they are needed.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`
   */
  list(params: ListMembershipRequestsParams, options: RequestOptions = {}): List<MembershipRequest> {
    return this.#caller.list<MembershipRequest>({
      name: 'membershipRequests.list',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/departments/{department_id}/membership-requests',
      query: ['status', 'limit', 'cursor'],
    }, params, options);
  }

  /**
   * Retrieve membership request. One request, if the caller made it, is the user that it is about, or may decide
   * it.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`, `MEMBERSHIP_REQUEST_NOT_FOUND`
   */
  get(params: RetrieveMembershipRequestParams, options: RequestOptions = {}): RosterPromise<MembershipRequest> {
    return this.#caller.send<MembershipRequest>({
      name: 'membershipRequests.get',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/departments/{department_id}/membership-requests/{request_id}',
    }, params, options);
  }

  /**
   * Decide membership request. Approves or denies a request. An approval adds the member in the same transaction.
   * The first decision counts; a later one is refused, unless it is the same one by the same caller. Takes the
   * right to add members to the department.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`, `MEMBERSHIP_REQUEST_NOT_FOUND`
   * @throws ConflictError `MEMBER_DEACTIVATED`, `MEMBERSHIP_REQUEST_DECIDED`, `MEMBERSHIP_REQUEST_EXPIRED`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  decide(params: DecideMembershipRequestParams, options: WriteOptions = {}): RosterPromise<MembershipRequest> {
    return this.#caller.send<MembershipRequest>({
      name: 'membershipRequests.decide',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/departments/{department_id}/membership-requests/{request_id}/decision',
      body: true,
    }, params, options);
  }
}

export class Organizations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Create organization. Creates an organization with its owner and a first API key that has all scopes. This
   * requires a provisioning token, which the operator of the installation has; no API key or user of an
   * organization may do it. Keep the token of the new key safe: only its hash is stored. A repeat with the same
   * `Idempotency-Key` and the same provisioning token gets the first answer again, including that token.
   *
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  create(params: CreateOrganizationParams, options: WriteOptions = {}): RosterPromise<CreatedOrganization> {
    return this.#caller.send<CreatedOrganization>({
      name: 'organizations.create',
      method: 'POST',
      path: '/v1/organizations',
      body: true,
    }, params, options);
  }

  /**
   * Retrieve organization. Returns the organization that the token belongs to.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`
   */
  get(params: RetrieveOrganizationParams, options: RequestOptions = {}): RosterPromise<Organization> {
    return this.#caller.send<Organization>({
      name: 'organizations.get',
      method: 'GET',
      path: '/v1/organizations/{organization_id}',
    }, params, options);
  }

  /**
   * Update organization. Renames the organization. Only an owner may do this.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`
   * @throws PreconditionFailedError `PRECONDITION_FAILED`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  update(params: UpdateOrganizationParams, options: WriteOptions & IfMatch = {}): RosterPromise<Organization> {
    return this.#caller.send<Organization>({
      name: 'organizations.update',
      method: 'PATCH',
      path: '/v1/organizations/{organization_id}',
      body: true,
    }, params, options);
  }
}

export class Me {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Retrieve the caller. Who the token is: an API key, or a user who signed in at the identity provider. It names
   * the organization, which all other paths begin with, what the token may do, and until when. Every token of an
   * organization may ask.
   */
  get(options: RequestOptions = {}): RosterPromise<Principal> {
    return this.#caller.send<Principal>({
      name: 'me.get',
      method: 'GET',
      path: '/v1/me',
    }, {}, options);
  }
}

export class ApiKeys {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Create API key. Creates an API key. You can only give it scopes that you have yourself. Keep its token safe:
   * only a hash of it is stored. An organization can have a limited number of active keys, and an installation can
   * limit their lifetime: then `expiresAt` is required.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`
   * @throws ConflictError `API_KEY_LIMIT_REACHED`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  create(params: CreateApiKeyParams, options: WriteOptions = {}): RosterPromise<IssuedApiKey> {
    return this.#caller.send<IssuedApiKey>({
      name: 'apiKeys.create',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/api-keys',
      body: true,
    }, params, options);
  }

  /**
   * List API keys. Lists all API keys of the organization, including expired and revoked ones, oldest first.
   *
   * Pages are requested as they are needed.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`
   */
  list(params: ListApiKeysParams, options: RequestOptions = {}): List<ApiKey> {
    return this.#caller.list<ApiKey>({
      name: 'apiKeys.list',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/api-keys',
      query: ['status', 'limit', 'cursor'],
    }, params, options);
  }

  /**
   * Retrieve API key. One key, without its token: whether it still works, until when, who created it, and when and
   * from where it was used last.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `API_KEY_NOT_FOUND`
   */
  get(params: RetrieveApiKeyParams, options: RequestOptions = {}): RosterPromise<ApiKey> {
    return this.#caller.send<ApiKey>({
      name: 'apiKeys.get',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/api-keys/{key_id}',
    }, params, options);
  }

  /**
   * Revoke API key. Revokes a key permanently. Within seconds, no node accepts it any more. Revoking it again
   * changes nothing. With `children=revoke`, all keys that were created with it, with those, and so on are revoked
   * in the same transaction, even if the key itself was revoked before.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `API_KEY_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  revoke(params: RevokeApiKeyParams, options: WriteOptions = {}): RosterPromise<void> {
    return this.#caller.send<void>({
      name: 'apiKeys.revoke',
      method: 'DELETE',
      path: '/v1/organizations/{organization_id}/api-keys/{key_id}',
      query: ['children'],
    }, params, options);
  }

  /**
   * Rotate API key. Creates a key with the same name, scopes and lifetime. The old key keeps working for
   * `overlapSeconds`: a day by default, a week at most. A key can be rotated only once; after that, rotate its
   * successor. When the organization has no place for another active key, set `overlapSeconds` to 0.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `API_KEY_NOT_FOUND`
   * @throws ConflictError `API_KEY_NOT_ACTIVE`, `API_KEY_LIMIT_REACHED`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  rotate(params: RotateApiKeyParams, options: WriteOptions = {}): RosterPromise<IssuedApiKey> {
    return this.#caller.send<IssuedApiKey>({
      name: 'apiKeys.rotate',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/api-keys/{key_id}/rotate',
      body: true,
    }, params, options);
  }
}

export class ScimConnections {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Create SCIM connection. Lets an identity provider such as Okta or Microsoft Entra ID provision people and
   * departments over SCIM 2.0. Enter `base_url` and `token` at the provider. The token opens only SCIM, and no API
   * key does. A connection sees and changes only the people and groups that it created or adopted. It acts with the
   * scopes of an admin, all of which you need yourself.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`
   * @throws ConflictError `SCIM_CONNECTION_LIMIT_REACHED`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  create(params: CreateScimConnectionParams, options: WriteOptions = {}): RosterPromise<IssuedScimConnection> {
    return this.#caller.send<IssuedScimConnection>({
      name: 'scimConnections.create',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/scim-connections',
      body: true,
    }, params, options);
  }

  /**
   * List SCIM connections. Lists the SCIM connections of the organization, oldest first.
   *
   * Pages are requested as they are needed.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`
   */
  list(params: ListScimConnectionsParams, options: RequestOptions = {}): List<ScimConnection> {
    return this.#caller.list<ScimConnection>({
      name: 'scimConnections.list',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/scim-connections',
      query: ['limit', 'cursor'],
    }, params, options);
  }

  /**
   * Retrieve SCIM connection. One connection, without its token, and when and from where it was used last.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `SCIM_CONNECTION_NOT_FOUND`
   */
  get(params: RetrieveScimConnectionParams, options: RequestOptions = {}): RosterPromise<ScimConnection> {
    return this.#caller.send<ScimConnection>({
      name: 'scimConnections.get',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/scim-connections/{connection_id}',
    }, params, options);
  }

  /**
   * Update SCIM connection. Changes the settings of a connection; fields that you leave out stay as they are.
   * Groups that are there stay where they are when the root changes.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `SCIM_CONNECTION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  update(params: UpdateScimConnectionParams, options: WriteOptions = {}): RosterPromise<ScimConnection> {
    return this.#caller.send<ScimConnection>({
      name: 'scimConnections.update',
      method: 'PATCH',
      path: '/v1/organizations/{organization_id}/scim-connections/{connection_id}',
      body: true,
    }, params, options);
  }

  /**
   * Delete SCIM connection. Disconnects the identity provider: within seconds, its tokens are no longer accepted.
   * Its people, departments and memberships stay as they are.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `SCIM_CONNECTION_NOT_FOUND`
   * @throws ValidationError `IDEMPOTENCY_KEY_REUSED`
   */
  delete(params: DeleteScimConnectionParams, options: WriteOptions = {}): RosterPromise<void> {
    return this.#caller.send<void>({
      name: 'scimConnections.delete',
      method: 'DELETE',
      path: '/v1/organizations/{organization_id}/scim-connections/{connection_id}',
    }, params, options);
  }

  /**
   * Rotate SCIM token. Gives the connection a new token. The present token keeps working for `overlapSeconds`: a
   * day by default, a week at most. A token that was replaced before ends at once.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `SCIM_CONNECTION_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  rotate(params: RotateScimTokenParams, options: WriteOptions = {}): RosterPromise<IssuedScimConnection> {
    return this.#caller.send<IssuedScimConnection>({
      name: 'scimConnections.rotate',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/scim-connections/{connection_id}/rotate',
      body: true,
    }, params, options);
  }
}

export class Slack {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Create Slack link. Creates a URL that connects a Slack workspace to the organization. Opening it installs the
   * bot; from then on, people in that workspace act with the roles that they have in Roster. The URL works once,
   * within 15 minutes. Only an owner may create one. A workspace that belongs to another organization is refused.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`
   * @throws ConflictError `SLACK_NOT_CONFIGURED`
   * @throws ValidationError `IDEMPOTENCY_KEY_REUSED`
   */
  createLink(params: CreateSlackLinkParams, options: WriteOptions = {}): RosterPromise<SlackLink> {
    return this.#caller.send<SlackLink>({
      name: 'slack.createLink',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/slack-links',
    }, params, options);
  }

  /**
   * List Slack workspaces. Lists the workspaces that are connected to the organization, and those that were
   * disconnected, with the reason, until the app is removed from them or another organization connects them.
   *
   * Pages are requested as they are needed.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`
   */
  listWorkspaces(params: ListSlackWorkspacesParams, options: RequestOptions = {}): List<SlackWorkspace> {
    return this.#caller.list<SlackWorkspace>({
      name: 'slack.listWorkspaces',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/slack-workspaces',
      query: ['limit', 'cursor'],
    }, params, options);
  }

  /**
   * Retrieve Slack workspace. One workspace: since when it is connected and who connected it, or why it was
   * disconnected, and how many Slack users are linked to members.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `SLACK_WORKSPACE_NOT_FOUND`
   */
  getWorkspace(params: RetrieveSlackWorkspaceParams, options: RequestOptions = {}): RosterPromise<SlackWorkspace> {
    return this.#caller.send<SlackWorkspace>({
      name: 'slack.getWorkspace',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/slack-workspaces/{workspace_id}',
    }, params, options);
  }

  /**
   * Disconnect Slack workspace. Ends the connection at once: nobody in the workspace can use Roster any more.
   * Linked users, linked channels and messages that were not sent yet are deleted; membership requests stay. The
   * Slack bot then revokes its token and deletes it; the app itself stays in the workspace until it is removed
   * there. To connect the workspace again, an owner creates a new link. Only an owner may disconnect a workspace.
   * Repeating it changes nothing.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `SLACK_WORKSPACE_NOT_FOUND`
   * @throws ValidationError `IDEMPOTENCY_KEY_REUSED`
   */
  disconnectWorkspace(params: DisconnectSlackWorkspaceParams, options: WriteOptions = {}): RosterPromise<void> {
    return this.#caller.send<void>({
      name: 'slack.disconnectWorkspace',
      method: 'DELETE',
      path: '/v1/organizations/{organization_id}/slack-workspaces/{workspace_id}',
    }, params, options);
  }

  /**
   * List Slack users. Lists the Slack users who are linked to members: those whom an admin has linked, and those
   * who were found by their e-mail address when they used Roster or were named in it.
   *
   * Pages are requested as they are needed.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`
   */
  listUsers(params: ListSlackUsersParams, options: RequestOptions = {}): List<SlackUserLink> {
    return this.#caller.list<SlackUserLink>({
      name: 'slack.listUsers',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/slack-users',
      query: ['workspace_id', 'user_id', 'limit', 'cursor'],
    }, params, options);
  }

  /**
   * Link Slack user. Links a Slack user to a member, for people who have another e-mail address in Slack than in
   * Roster. This requires all scopes of the member's role and, for the manager of a department,
   * `departments:write`. Linking a Slack user again replaces the earlier link.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `SLACK_WORKSPACE_NOT_FOUND`, `MEMBER_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  linkUser(params: LinkSlackUserParams, options: WriteOptions = {}): RosterPromise<void> {
    return this.#caller.send<void>({
      name: 'slack.linkUser',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/slack-users',
      body: true,
    }, params, options);
  }

  /**
   * Unlink Slack user. Ends the link of a Slack user to a member. A user whose e-mail address in Slack is that of a
   * member is found by it again at the next use of Roster: to prevent that, deactivate the member or change one of
   * the addresses. Unlinking takes the right to change a member with that role.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `SLACK_WORKSPACE_NOT_FOUND`, `SLACK_USER_NOT_FOUND`
   * @throws ValidationError `IDEMPOTENCY_KEY_REUSED`
   */
  unlinkUser(params: UnlinkSlackUserParams, options: WriteOptions = {}): RosterPromise<void> {
    return this.#caller.send<void>({
      name: 'slack.unlinkUser',
      method: 'DELETE',
      path: '/v1/organizations/{organization_id}/slack-users/{workspace_id}/{slack_user_id}',
    }, params, options);
  }
}

export class AuditEvents {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * List audit events. Lists who changed what, newest first. With `Accept: text/csv`, all matching events are
   * returned as one CSV file, and `limit` and `cursor` are ignored.
   *
   * Pages are requested as they are needed.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`
   */
  list(params: ListAuditEventsParams, options: RequestOptions = {}): CsvList<AuditEvent> {
    return this.#caller.csvList<AuditEvent>({
      name: 'auditEvents.list',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/audit-events',
      query: ['limit', 'cursor', 'actor', 'action', 'department_id', 'user_id', 'operation_id', 'trace_id', 'from', 'to'],
      maps: ['data.after', 'data.before'],
    }, params, options);
  }
}

export class Feed {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Read events. Reads the changes of the organization in order, each exactly once. Store `next_cursor` together
   * with the result of processing the page, and continue from there. A page can be empty although `has_more` is
   * true, when none of the events examined matched the filter.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`
   */
  read(params: ReadEventsParams, options: RequestOptions = {}): RosterPromise<EventPage> {
    return this.#caller.send<EventPage>({
      name: 'feed.read',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/events',
      query: ['after', 'types', 'department_id', 'limit', 'wait'],
    }, params, options);
  }
}

export class WebhookEndpoints {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Create webhook endpoint. Creates an endpoint, to which the events of the organization are sent from now on:
   * each department’s in order, each at least once. Keep its secret safe: it is shown only here. The caller also
   * needs `audit:read`, which reading the events takes.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`
   * @throws ConflictError `WEBHOOK_ENDPOINT_LIMIT_REACHED`, `WEBHOOKS_NOT_CONFIGURED`
   * @throws ValidationError `WEBHOOK_URL_REFUSED`, `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  create(params: CreateWebhookEndpointParams, options: WriteOptions = {}): RosterPromise<IssuedWebhookEndpoint> {
    return this.#caller.send<IssuedWebhookEndpoint>({
      name: 'webhookEndpoints.create',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/webhook-endpoints',
      body: true,
    }, params, options);
  }

  /**
   * List webhook endpoints. Lists the webhook endpoints of the organization, oldest first, without their secrets.
   *
   * Pages are requested as they are needed.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`
   */
  list(params: ListWebhookEndpointsParams, options: RequestOptions = {}): List<WebhookEndpoint> {
    return this.#caller.list<WebhookEndpoint>({
      name: 'webhookEndpoints.list',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/webhook-endpoints',
      query: ['limit', 'cursor'],
    }, params, options);
  }

  /**
   * Retrieve webhook endpoint. One endpoint: where it sends what, whether it is disabled and why, and since when it
   * has failed.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `WEBHOOK_ENDPOINT_NOT_FOUND`
   */
  get(params: RetrieveWebhookEndpointParams, options: RequestOptions = {}): RosterPromise<WebhookEndpoint> {
    return this.#caller.send<WebhookEndpoint>({
      name: 'webhookEndpoints.get',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}',
    }, params, options);
  }

  /**
   * Update webhook endpoint. Changes the fields that the body contains. With another URL, or when the endpoint is
   * enabled again, what is pending is sent at once. The caller also needs `audit:read`.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `WEBHOOK_ENDPOINT_NOT_FOUND`, `DEPARTMENT_NOT_FOUND`
   * @throws PreconditionFailedError `PRECONDITION_FAILED`
   * @throws ValidationError `WEBHOOK_URL_REFUSED`, `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  update(params: UpdateWebhookEndpointParams, options: WriteOptions & IfMatch = {}): RosterPromise<WebhookEndpoint> {
    return this.#caller.send<WebhookEndpoint>({
      name: 'webhookEndpoints.update',
      method: 'PATCH',
      path: '/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}',
      body: true,
    }, params, options);
  }

  /**
   * Delete webhook endpoint. Deletes an endpoint. What is pending is not sent.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `WEBHOOK_ENDPOINT_NOT_FOUND`
   * @throws PreconditionFailedError `PRECONDITION_FAILED`
   * @throws ValidationError `IDEMPOTENCY_KEY_REUSED`
   */
  delete(params: DeleteWebhookEndpointParams, options: WriteOptions & IfMatch = {}): RosterPromise<void> {
    return this.#caller.send<void>({
      name: 'webhookEndpoints.delete',
      method: 'DELETE',
      path: '/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}',
    }, params, options);
  }

  /**
   * Rotate webhook secret. Gives an endpoint a new secret. For `overlapSeconds`, a day at most and by default,
   * everything sent has two signatures, so that the receiver can exchange its secret meanwhile. A secret from
   * before that no longer signs.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `WEBHOOK_ENDPOINT_NOT_FOUND`
   * @throws ConflictError `WEBHOOKS_NOT_CONFIGURED`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  rotateSecret(params: RotateWebhookSecretParams, options: WriteOptions = {}): RosterPromise<IssuedWebhookEndpoint> {
    return this.#caller.send<IssuedWebhookEndpoint>({
      name: 'webhookEndpoints.rotateSecret',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}/rotate-secret',
      body: true,
    }, params, options);
  }

  /**
   * Test webhook endpoint. Sends one event of the type `webhook_endpoint.test` at once, also to a disabled
   * endpoint, and returns the result. The API sends it itself, so its source may be another address than that of
   * other events. It waits 8 seconds for the receiver.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `WEBHOOK_ENDPOINT_NOT_FOUND`
   * @throws ConflictError `WEBHOOKS_NOT_CONFIGURED`
   * @throws ValidationError `IDEMPOTENCY_KEY_REUSED`
   */
  test(params: TestWebhookEndpointParams, options: WriteOptions = {}): RosterPromise<WebhookAttempt> {
    return this.#caller.send<WebhookAttempt>({
      name: 'webhookEndpoints.test',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}/test',
    }, params, options);
  }

  /**
   * Replay events to webhook endpoint. Sends events again, with the same IDs and in order, also those that were
   * delivered: after a cursor of the feed, or since a time, up to 30 days ago. To a disabled endpoint they are sent
   * once it is enabled.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `WEBHOOK_ENDPOINT_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`, `IDEMPOTENCY_KEY_REUSED`
   */
  replay(params: ReplayWebhookEndpointParams, options: WriteOptions = {}): RosterPromise<WebhookEndpoint> {
    return this.#caller.send<WebhookEndpoint>({
      name: 'webhookEndpoints.replay',
      method: 'POST',
      path: '/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}/replay',
      body: true,
    }, params, options);
  }

  /**
   * List webhook deliveries. Lists the events for an endpoint, latest first, each with its attempts: their times,
   * the status and the first kilobyte of the answer. They are kept for 37 days, attempts for 30.
   *
   * Pages are requested as they are needed.
   *
   * @throws NotFoundError `ORGANIZATION_NOT_FOUND`, `WEBHOOK_ENDPOINT_NOT_FOUND`
   * @throws ValidationError `VALIDATION_FAILED`
   */
  listDeliveries(params: ListWebhookDeliveriesParams, options: RequestOptions = {}): List<WebhookDelivery> {
    return this.#caller.list<WebhookDelivery>({
      name: 'webhookEndpoints.listDeliveries',
      method: 'GET',
      path: '/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}/deliveries',
      query: ['state', 'limit', 'cursor'],
    }, params, options);
  }
}
