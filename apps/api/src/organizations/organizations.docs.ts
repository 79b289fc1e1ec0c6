import { ALL_SCOPES } from '@roster/domain';
import { BODY_ERRORS } from '../docs/body-errors.js';
import { IDEMPOTENCY_KEY } from '../docs/change-docs.js';
import { Endpoint } from '../docs/endpoint.decorator.js';

const PATH = { organization_id: ['The organization, `org_…`.', 'org_xyz789'] } as const;
const EXAMPLE = { id: 'org_xyz789', name: 'Demo Company', created_at: '2025-11-02T08:21:45.123Z' };
const ORGANIZATION = { description: 'The organization.', schema: 'Organization', example: EXAMPLE } as const;

export const DocumentCreate = () =>
  Endpoint({
    id: 'createOrganization',
    tag: 'Organizations',
    summary: 'Create organization',
    description:
      'Makes an organization with its owner and a first API key, which has all scopes. It takes a provisioning token, which whoever runs the installation has; no key or person of an organization may do it. Keep the token of the key safe: only its hash is stored. With the same `Idempotency-Key` and the same provisioning token the same answer comes again, that token in it.',
    security: 'provisioning',
    path: {},
    requestHeaders: [IDEMPOTENCY_KEY],
    body: {
      schema: 'CreateOrganization',
      example: {
        name: 'Acme',
        owner: { full_name: 'Olga Owner', email: 'olga@acme.example' },
        key_name: 'first',
      },
    },
    answers: {
      201: {
        description: 'The organization, its owner, and the key with its token, which is shown only here.',
        schema: 'CreatedOrganization',
        example: {
          organization: { id: 'org_0199c2f1aa', name: 'Acme', created_at: '2025-11-02T08:21:45.123Z' },
          owner: {
            user_id: 'usr_0199c2f1aa',
            full_name: 'Olga Owner',
            email: 'olga@acme.example',
            role: 'owner',
            status: 'active',
            created_at: '2025-11-02T08:21:45.123Z',
          },
          api_key: {
            id: 'key_0199c2f1aa',
            name: 'first',
            scopes: ALL_SCOPES,
            status: 'active',
            created_at: '2025-11-02T08:21:45.123Z',
            expires_at: null,
            revoked_at: null,
            last_used_at: null,
            replaced_by: null,
            token: 'roster_…',
          },
        },
        headers: { Location: 'Where to read the organization, with the new key.' },
      },
    },
    errors: ['IDEMPOTENCY_KEY_REUSED', ...BODY_ERRORS],
  });

export const DocumentRetrieve = () =>
  Endpoint({
    id: 'retrieveOrganization',
    tag: 'Organizations',
    summary: 'Retrieve organization',
    description: 'The organization to which the token belongs.',
    path: PATH,
    answers: { 200: ORGANIZATION },
    errors: [],
  });

export const DocumentUpdate = () =>
  Endpoint({
    id: 'updateOrganization',
    tag: 'Organizations',
    summary: 'Update organization',
    description: 'Renames the organization. It takes an owner.',
    path: PATH,
    requestHeaders: [IDEMPOTENCY_KEY],
    body: { schema: 'UpdateOrganization', example: { name: 'Demo Company' } },
    answers: { 200: ORGANIZATION },
    errors: ['IDEMPOTENCY_KEY_REUSED', ...BODY_ERRORS],
  });
