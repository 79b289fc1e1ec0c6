import { BODY_ERRORS } from '../docs/body-errors.js';
import { IDEMPOTENCY_KEY } from '../docs/change-docs.js';
import { Endpoint } from '../docs/endpoint.decorator.js';
import { PAGE_QUERY } from '../requests/id-page.js';

const PATH = { organization_id: ['The organization, `org_…`.', 'org_xyz789'] } as const;
const PERSON_PATH = { ...PATH, user_id: ['The person, `usr_…`.', 'usr_def456'] } as const;

const JANE = {
  user_id: 'usr_def456',
  full_name: 'Jane Smith',
  email: 'jane@company.com',
  role: 'member',
  status: 'active',
  created_at: '2025-11-02T08:21:45.123Z',
};
const PERSON = { description: 'The person.', schema: 'Person', example: JANE } as const;

export const DocumentCreate = () =>
  Endpoint({
    id: 'createOrganizationMember',
    tag: 'People',
    summary: 'Add person to organization',
    description:
      'Takes a person into the organization, which is the invitation too: whoever signs in at the identity provider with this address, verified, is this person. Nobody can give a role with more scopes than their own token has.',
    path: PATH,
    requestHeaders: [IDEMPOTENCY_KEY],
    body: { schema: 'CreatePerson', example: { full_name: 'Jane Smith', email: 'jane@company.com', role: 'member' } },
    answers: { 201: { ...PERSON, description: 'The person was added.', headers: { Location: 'The new person.' } } },
    errors: ['IDEMPOTENCY_KEY_REUSED', 'MEMBER_EMAIL_DUPLICATE', ...BODY_ERRORS],
  });

export const DocumentList = () =>
  Endpoint({
    id: 'listOrganizationMembers',
    tag: 'People',
    summary: 'List people of organization',
    description: 'Everybody in the organization, deactivated people included, page by page in the order of ids.',
    path: PATH,
    query: [
      {
        name: 'q',
        description: 'A part of the name or of the e-mail address.',
        schema: { type: 'string', maxLength: 200 },
      },
      { name: 'role', description: 'Only this role.', schema: { type: 'string', enum: ['owner', 'admin', 'member'] } },
      { name: 'status', description: 'Only this status.', schema: { type: 'string', enum: ['active', 'deactivated'] } },
      ...PAGE_QUERY,
    ],
    answers: {
      200: { description: 'A page of people.', schema: 'PersonPage', example: { data: [JANE], next_cursor: null } },
    },
    errors: ['VALIDATION_FAILED'],
  });

export const DocumentRetrieve = () =>
  Endpoint({
    id: 'retrieveOrganizationMember',
    tag: 'People',
    summary: 'Retrieve person',
    description: 'One person of the organization.',
    path: PERSON_PATH,
    answers: { 200: PERSON },
    errors: ['MEMBER_NOT_FOUND'],
  });

export const DocumentUpdate = () =>
  Endpoint({
    id: 'updateOrganizationMember',
    tag: 'People',
    summary: 'Update person',
    description:
      'Changes what is given and leaves the rest. A deactivated person cannot sign in and is added to no department, but keeps role and departments. The last active owner cannot be demoted or deactivated.',
    path: PERSON_PATH,
    requestHeaders: [IDEMPOTENCY_KEY],
    body: { schema: 'UpdatePerson', example: { role: 'admin' } },
    answers: { 200: { ...PERSON, example: { ...JANE, role: 'admin' } } },
    errors: ['IDEMPOTENCY_KEY_REUSED', 'MEMBER_NOT_FOUND', 'MEMBER_EMAIL_DUPLICATE', 'LAST_OWNER', ...BODY_ERRORS],
  });

export const DocumentRemove = () =>
  Endpoint({
    id: 'removeOrganizationMember',
    tag: 'People',
    summary: 'Remove person from organization',
    description:
      'The person leaves the organization and, in the same transaction, all its departments. The last active owner cannot be removed.',
    path: PERSON_PATH,
    requestHeaders: [IDEMPOTENCY_KEY],
    answers: { 204: { description: 'The person was removed.' } },
    errors: ['IDEMPOTENCY_KEY_REUSED', 'MEMBER_NOT_FOUND', 'LAST_OWNER'],
  });
