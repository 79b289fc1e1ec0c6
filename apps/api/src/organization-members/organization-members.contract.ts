import {
  memberChangesSchema,
  memberSchema,
  memberStatusSchema,
  newMemberSchema,
  organizationRoleSchema,
} from '@roster/domain';
import { z } from 'zod';
import { contract, json, named } from '../contract/contract.js';
import { page, pageQuery } from '../contract/pages.js';
import { memberListPositionSchema } from './organization-member-cursor.js';

const MEMBERS = '/v1/organizations/:organization_id/members';
const MEMBER = `${MEMBERS}/:user_id`;

named('Person', memberSchema);
const JANE = {
  user_id: 'usr_def456',
  full_name: 'Jane Smith',
  email: 'jane@company.com',
  role: 'member',
  status: 'active',
  created_at: '2025-11-02T08:21:45.123Z',
} as const;

const searchError = '1 to 200 characters, without NUL';

export const organizationMembers = contract('Organization members', {
  createOrganizationMember: {
    sdk: 'members.create',
    method: 'POST',
    path: MEMBERS,
    action: 'person.create',
    summary: 'Add organization member',
    description:
      "Adds a member to the organization. This is also the invitation: a user who signs in with the identity provider and has this verified e-mail address is this member. Your token needs all scopes of the new member's role.",
    body: json(named('CreatePersonInput', newMemberSchema), {
      full_name: 'Jane Smith',
      email: 'jane@company.com',
      role: 'member',
    }),
    answers: {
      201: { description: 'The member was added.', ...json(memberSchema, JANE), headers: ['Location', 'ETag'] },
    },
    errors: ['MEMBER_EMAIL_DUPLICATE'],
  },
  listOrganizationMembers: {
    sdk: 'members.list',
    method: 'GET',
    path: MEMBERS,
    action: 'person.list',
    replica: true,
    summary: 'List organization members',
    description: 'Lists all members of the organization, including deactivated ones.',
    query: z
      .strictObject({
        ...pageQuery(memberListPositionSchema),
        q: z
          .string({ error: searchError })
          .refine((text) => /^[^\0]{1,200}$/.test(text), { error: searchError })
          .meta({ description: 'Text that the name or the e-mail address contains.', maxLength: 200 })
          .optional(),
        role: organizationRoleSchema.meta({ description: 'Only members with this role.' }).optional(),
        status: memberStatusSchema.meta({ description: 'Only members with this status.' }).optional(),
        sort: z
          .enum(['user_id', 'full_name'], { error: 'user_id or full_name' })
          .default('user_id')
          .meta({ description: 'Whether to sort by ID, which is the order of creation, or by name.' }),
      })
      .refine(({ cursor, sort }) => cursor === undefined || cursor.sort === sort, {
        path: ['cursor'],
        error: 'the next_cursor of a page in the same order',
      }),
    answers: {
      200: {
        description: 'A page of members.',
        ...json(page('PersonPage', memberSchema), { data: [JANE], next_cursor: null }),
      },
    },
    errors: [],
  },
  retrieveOrganizationMember: {
    sdk: 'members.get',
    method: 'GET',
    path: MEMBER,
    action: 'person.read',
    summary: 'Retrieve organization member',
    description: 'Returns a member of the organization.',
    answers: { 200: { description: 'The member.', ...json(memberSchema, JANE), headers: ['ETag'] } },
    errors: [],
  },
  updateOrganizationMember: {
    sdk: 'members.update',
    method: 'PATCH',
    ifMatch: true,
    path: MEMBER,
    action: 'person.update',
    summary: 'Update organization member',
    description:
      "Changes the fields that the body contains. A deactivated member can neither sign in nor be added to a department, but keeps their role and departments. The last active owner cannot be demoted or deactivated. A new e-mail address requires all scopes of the member's role and, for the manager of a department, `departments:write`; the member is told in Slack.",
    body: json(named('UpdatePersonInput', memberChangesSchema), { role: 'admin' }),
    answers: {
      200: { description: 'The updated member.', ...json(memberSchema, { ...JANE, role: 'admin' }), headers: ['ETag'] },
    },
    errors: ['MEMBER_EMAIL_DUPLICATE', 'LAST_OWNER'],
  },
  removeOrganizationMember: {
    sdk: 'members.remove',
    method: 'DELETE',
    ifMatch: true,
    path: MEMBER,
    action: 'person.remove',
    summary: 'Remove organization member',
    description:
      'Removes a member from the organization and, in the same transaction, from all its departments. The last active owner cannot be removed.',
    answers: { 204: { description: 'The member was removed.' } },
    errors: ['LAST_OWNER'],
  },
});
