import {
  membershipDecisionSchema,
  membershipRequestIdSchema,
  membershipRequestSchema,
  membershipRequestStatusSchema,
  requestReasonSchema,
  userIdSchema,
} from '@roster/domain';
import { z } from 'zod';
import { contract, json, named } from '../contract/contract.js';
import { cursorTimeSchema } from '../contract/cursor.js';
import { page, pageQuery } from '../contract/pages.js';

const REQUESTS = '/v1/organizations/:organization_id/departments/:department_id/membership-requests';
const REQUEST = `${REQUESTS}/:request_id`;

named('MembershipRequest', membershipRequestSchema);
const PENDING = {
  id: 'mrq_0199c2f1aa',
  department_id: 'dept_abc123',
  user_id: 'usr_def456',
  reason: 'Joins the release team on Monday.',
  status: 'pending',
  requested_by: { type: 'user', id: 'usr_def456' },
  created_at: '2025-11-02T08:21:45.123Z',
  expires_at: '2025-11-16T08:21:45.123Z',
  decided_by: null,
  decided_at: null,
  operation_id: null,
} satisfies z.input<typeof membershipRequestSchema>;

export const membershipRequests = contract('Membership requests', {
  createMembershipRequest: {
    sdk: 'membershipRequests.create',
    method: 'POST',
    path: REQUESTS,
    action: 'membership_request.create',
    summary: 'Create membership request',
    description:
      'Asks for a member of the organization to be added to a department. Everyone who signs in may ask, for themselves or for others; an API key needs `members:write`. The request can be decided for 14 days. In a connected Slack workspace, the manager of the department is asked there: the nearest one above it if it has none, or else the owners and admins. For one user and one department, only one request can be open.',
    body: json(
      named(
        'CreateMembershipRequestInput',
        z.strictObject(
          {
            user_id: userIdSchema.meta({ description: 'The user to add, who must be a member of the organization.' }),
            reason: requestReasonSchema.default(null).meta({ description: 'Why the user should be added.' }),
          },
          { error: 'a JSON object' },
        ),
      ),
      { user_id: 'usr_def456', reason: 'Joins the release team on Monday.' },
    ),
    answers: {
      201: { description: 'The request.', ...json(membershipRequestSchema, PENDING), headers: ['Location'] },
    },
    errors: [
      'MEMBER_NOT_FOUND',
      'MEMBER_DEACTIVATED',
      'DEPARTMENT_MEMBERSHIP_DUPLICATE',
      'MEMBERSHIP_REQUEST_DUPLICATE',
      'MEMBERSHIP_REQUEST_LIMIT_REACHED',
    ],
  },
  listMembershipRequests: {
    sdk: 'membershipRequests.list',
    method: 'GET',
    path: REQUESTS,
    action: 'membership_request.list',
    summary: 'List membership requests',
    description:
      'Lists the requests of a department, newest first: all of them for those who may decide, otherwise those that the caller made or that are about the caller. Requests are kept for 90 days after they ended.',
    query: z.strictObject({
      status: membershipRequestStatusSchema.meta({ description: 'Only requests with this status.' }).optional(),
      ...pageQuery(
        z.tuple([cursorTimeSchema, membershipRequestIdSchema]).transform(([createdAt, id]) => ({ createdAt, id })),
      ),
    }),
    answers: {
      200: {
        description: 'A page of requests.',
        ...json(page('MembershipRequestPage', membershipRequestSchema), { data: [PENDING], next_cursor: null }),
      },
    },
    errors: [],
  },
  retrieveMembershipRequest: {
    sdk: 'membershipRequests.get',
    method: 'GET',
    path: REQUEST,
    action: 'membership_request.read',
    summary: 'Retrieve membership request',
    description: 'One request, if the caller made it, is the user that it is about, or may decide it.',
    answers: { 200: { description: 'The request.', ...json(membershipRequestSchema, PENDING) } },
    errors: [],
  },
  decideMembershipRequest: {
    sdk: 'membershipRequests.decide',
    method: 'POST',
    path: `${REQUEST}/decision`,
    action: 'membership_request.decide',
    summary: 'Decide membership request',
    description:
      'Approves or denies a request. An approval adds the member in the same transaction. The first decision counts; a later one is refused, unless it is the same one by the same caller. Takes the right to add members to the department.',
    body: json(
      named(
        'DecideMembershipRequestInput',
        z.strictObject({ decision: membershipDecisionSchema }, { error: 'a JSON object' }),
      ),
      { decision: 'approve' },
    ),
    answers: {
      200: {
        description: 'The decided request.',
        ...json(membershipRequestSchema, {
          ...PENDING,
          status: 'approved',
          decided_by: { type: 'user', id: 'usr_mgr789' },
          decided_at: '2025-11-02T09:02:11.480Z',
          operation_id: 'op_0199c2f1aa',
        }),
      },
    },
    errors: ['MEMBER_DEACTIVATED', 'MEMBERSHIP_REQUEST_DECIDED', 'MEMBERSHIP_REQUEST_EXPIRED'],
  },
});
