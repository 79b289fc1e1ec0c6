import {
  memberChangesSchema,
  memberSchema,
  memberStatusSchema,
  newMemberSchema,
  organizationRoleSchema,
  userIdSchema,
} from '@roster/domain';
import { z } from 'zod';
import { contract, json, named } from '../contract/contract.js';
import { page, pageQuery } from '../contract/pages.js';

const PEOPLE = '/v1/organizations/:organization_id/members';
const PERSON = `${PEOPLE}/:user_id`;

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

export const people = contract('People', {
  createOrganizationMember: {
    sdk: 'members.create',
    method: 'POST',
    path: PEOPLE,
    action: 'person.create',
    summary: 'Add person to organization',
    description:
      'Adds a person to the organization. This is also the invitation: whoever signs in at the identity provider with this address, verified, is this person. Nobody can give a role with more scopes than their own token has.',
    body: json(named('CreatePersonInput', newMemberSchema), {
      full_name: 'Jane Smith',
      email: 'jane@company.com',
      role: 'member',
    }),
    answers: { 201: { description: 'The person was added.', ...json(memberSchema, JANE), headers: ['Location'] } },
    errors: ['MEMBER_EMAIL_DUPLICATE'],
  },
  listOrganizationMembers: {
    sdk: 'members.list',
    method: 'GET',
    path: PEOPLE,
    action: 'person.list',
    summary: 'List people of organization',
    description: 'Everybody in the organization, deactivated people included, page by page in the order of ids.',
    query: z.strictObject({
      q: z
        .string({ error: searchError })
        .refine((text) => /^[^\0]{1,200}$/.test(text), { error: searchError })
        .meta({ description: 'A part of the name or of the e-mail address.', maxLength: 200 })
        .optional(),
      role: organizationRoleSchema.meta({ description: 'Only people with this role.' }).optional(),
      status: memberStatusSchema.meta({ description: 'Only people with this status.' }).optional(),
      ...pageQuery(userIdSchema),
    }),
    answers: {
      200: {
        description: 'A page of people.',
        ...json(page('PersonPage', memberSchema), { data: [JANE], next_cursor: null }),
      },
    },
    errors: [],
  },
  retrieveOrganizationMember: {
    sdk: 'members.get',
    method: 'GET',
    path: PERSON,
    action: 'person.read',
    summary: 'Retrieve person',
    description: 'One person of the organization.',
    answers: { 200: { description: 'The person.', ...json(memberSchema, JANE) } },
    errors: [],
  },
  updateOrganizationMember: {
    sdk: 'members.update',
    method: 'PATCH',
    path: PERSON,
    action: 'person.update',
    summary: 'Update person',
    description:
      'Changes the fields that the body names. A deactivated person cannot sign in and cannot be added to a department, but keeps role and departments. The last active owner cannot be demoted or deactivated.',
    body: json(named('UpdatePersonInput', memberChangesSchema), { role: 'admin' }),
    answers: { 200: { description: 'The person.', ...json(memberSchema, { ...JANE, role: 'admin' }) } },
    errors: ['MEMBER_EMAIL_DUPLICATE', 'LAST_OWNER'],
  },
  removeOrganizationMember: {
    sdk: 'members.remove',
    method: 'DELETE',
    path: PERSON,
    action: 'person.remove',
    summary: 'Remove person from organization',
    description:
      'The person leaves the organization and, in the same transaction, all its departments. The last active owner cannot be removed.',
    answers: { 204: { description: 'The person was removed.' } },
    errors: ['LAST_OWNER'],
  },
});
