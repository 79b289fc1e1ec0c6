import {
  apiKeyIdSchema,
  DomainError,
  departmentIdSchema,
  type ErrorCode,
  membershipRequestIdSchema,
  operationIdSchema,
  organizationIdSchema,
  scimConnectionIdSchema,
  slackUserIdSchema,
  slackWorkspaceIdSchema,
  userIdSchema,
  webhookEndpointIdSchema,
} from '@roster/domain';
import type { z } from 'zod';

/** The IDs in paths: the property that handlers read, and the error for one that does not exist. */
export const PATH_IDS = {
  organization_id: {
    property: 'organizationId',
    schema: organizationIdSchema,
    code: 'ORGANIZATION_NOT_FOUND',
    description: 'The ID of the organization: `org_…`.',
    example: 'org_xyz789',
  },
  department_id: {
    property: 'departmentId',
    schema: departmentIdSchema,
    code: 'DEPARTMENT_NOT_FOUND',
    description: 'The ID of the department: `dept_…`.',
    example: 'dept_abc123',
  },
  user_id: {
    property: 'userId',
    schema: userIdSchema,
    code: 'MEMBER_NOT_FOUND',
    description: 'The ID of the user: `usr_…`.',
    example: 'usr_def456',
  },
  request_id: {
    property: 'requestId',
    schema: membershipRequestIdSchema,
    code: 'MEMBERSHIP_REQUEST_NOT_FOUND',
    description: 'The ID of the membership request: `mrq_…`.',
    example: 'mrq_0199c2f1aa',
  },
  key_id: {
    property: 'keyId',
    schema: apiKeyIdSchema,
    code: 'API_KEY_NOT_FOUND',
    description: 'The ID of the key: `key_…`.',
    example: 'key_0199c2f1aa',
  },
  workspace_id: {
    property: 'workspaceId',
    schema: slackWorkspaceIdSchema,
    code: 'SLACK_WORKSPACE_NOT_FOUND',
    description: 'The ID of the Slack workspace: `T…`, or `E…` for a whole Enterprise organization.',
    example: 'T0123ABCD',
  },
  slack_user_id: {
    property: 'slackUserId',
    schema: slackUserIdSchema,
    code: 'SLACK_USER_NOT_FOUND',
    description: 'The ID of the Slack user: `U…` or `W…`.',
    example: 'U0123ABCD',
  },
  webhook_endpoint_id: {
    property: 'webhookEndpointId',
    schema: webhookEndpointIdSchema,
    code: 'WEBHOOK_ENDPOINT_NOT_FOUND',
    description: 'The ID of the webhook endpoint: `we_…`.',
    example: 'we_0199c2f1aa',
  },
  connection_id: {
    property: 'connectionId',
    schema: scimConnectionIdSchema,
    code: 'SCIM_CONNECTION_NOT_FOUND',
    description: 'The ID of the SCIM connection: `scim_…`.',
    example: 'scim_0199c2f1aa',
  },
  operation_id: {
    property: 'operationId',
    schema: operationIdSchema,
    code: 'OPERATION_NOT_FOUND',
    description: 'The ID of the operation: `op_…`, from `Operation-Id` or `Location`.',
    example: 'op_0199c2f1aa',
  },
} as const satisfies Record<string, PathIdRule>;

interface PathIdRule {
  readonly property: string;
  readonly schema: z.ZodType;
  readonly code: ErrorCode;
  readonly description: string;
  readonly example: string;
}

type PathId = keyof typeof PATH_IDS;

type IdsIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | IdsIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** The path if each ID in it is one of `PATH_IDS`, otherwise `never`. */
export type KnownPath<Path extends string> = IdsIn<Path> extends PathId ? Path : never;

/** The IDs of a path, as a handler receives them. */
export type PathOf<Path extends string> = {
  readonly [Id in IdsIn<Path> & PathId as (typeof PATH_IDS)[Id]['property']]: z.output<(typeof PATH_IDS)[Id]['schema']>;
};

/** The names of the IDs in a path, in order. */
export function idsIn(path: string): PathId[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as PathId);
}

/**
 * Validates the IDs of a path. A malformed ID is answered like one that does not exist.
 *
 * @param unknownUser the error for an unknown `user_id`
 */
export function pathReader(path: string, unknownUser: ErrorCode = PATH_IDS.user_id.code) {
  const rules = idsIn(path).map((name) => ({ name, ...PATH_IDS[name] }));
  const errorOf = (name: PathId, params: Params) => {
    const { code } = PATH_IDS[name];
    if (name !== 'user_id') return new DomainError(code, { [name]: params[name] });
    const { user_id, department_id } = params;
    return new DomainError(
      unknownUser,
      unknownUser === 'DEPARTMENT_MEMBER_NOT_FOUND' ? { user_id, department_id } : { user_id },
    );
  };
  return (params: Params): Readonly<Record<string, string>> => {
    const ids: Record<string, string> = {};
    for (const { name, property, schema } of rules) {
      const parsed = schema.safeParse(params[name]);
      if (!parsed.success) throw errorOf(name, params);
      ids[property] = parsed.data;
    }
    return ids;
  };
}

type Params = Readonly<Record<string, string>>;
