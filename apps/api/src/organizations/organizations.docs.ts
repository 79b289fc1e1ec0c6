import { BODY_ERRORS } from '../docs/body-errors.js';
import { IDEMPOTENCY_KEY } from '../docs/change-docs.js';
import { Endpoint } from '../docs/endpoint.decorator.js';

const PATH = { organization_id: ['The organization, `org_…`.', 'org_xyz789'] } as const;
const EXAMPLE = { id: 'org_xyz789', name: 'Demo Company', created_at: '2025-11-02T08:21:45.123Z' };
const ORGANIZATION = { description: 'The organization.', schema: 'Organization', example: EXAMPLE } as const;

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
