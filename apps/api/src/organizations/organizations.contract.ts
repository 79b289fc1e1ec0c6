import {
  ALL_SCOPES,
  memberSchema,
  newOrganizationSchema,
  organizationNameSchema,
  organizationSchema,
} from '@roster/domain';
import { z } from 'zod';
import { issuedApiKeySchema } from '../api-keys/issued-api-key.js';
import { contract, json, named } from '../contract/contract.js';

const ORGANIZATION = '/v1/organizations/:organization_id';

named('Organization', organizationSchema);
const DEMO = { id: 'org_xyz789', name: 'Demo Company', created_at: '2025-11-02T08:21:45.123Z' };
const organization = {
  description: 'The organization.',
  ...json(organizationSchema, DEMO),
  headers: ['ETag'],
} as const;

export const organizations = contract('Organizations', {
  createOrganization: {
    sdk: 'organizations.create',
    method: 'POST',
    path: '/v1/organizations',
    action: 'organization.create',
    token: 'provisioning',
    summary: 'Create organization',
    description:
      'Creates an organization with its owner and a first API key that has all scopes. This requires a provisioning token, which the operator of the installation has; no API key or user of an organization may do it. Keep the token of the new key safe: only its hash is stored. A repeat with the same `Idempotency-Key` and the same provisioning token gets the first answer again, including that token.',
    body: json(named('CreateOrganizationInput', newOrganizationSchema), {
      name: 'Acme',
      owner: { full_name: 'Olga Owner', email: 'olga@acme.example' },
      key_name: 'first',
    }),
    answers: {
      201: {
        description: 'The organization, its owner, and the first key with its token, which is shown only here.',
        ...json(
          named(
            'CreatedOrganization',
            z.object({
              organization: organizationSchema,
              owner: memberSchema,
              /** The first key, with all scopes. */
              api_key: issuedApiKeySchema,
            }),
          ),
          {
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
              scopes: [...ALL_SCOPES],
              status: 'active',
              created_at: '2025-11-02T08:21:45.123Z',
              created_by: { type: 'provisioner', id: '5feceb66ffc8' },
              expires_at: null,
              revoked_at: null,
              last_used_at: null,
              last_used_address: null,
              replaced_by: null,
              token: 'roster_…',
            },
          },
        ),
        headers: ['Location'],
      },
    },
    errors: [],
  },
  retrieveOrganization: {
    sdk: 'organizations.get',
    method: 'GET',
    path: ORGANIZATION,
    action: 'organization.read',
    summary: 'Retrieve organization',
    description: 'Returns the organization that the token belongs to.',
    answers: { 200: organization },
    errors: [],
  },
  updateOrganization: {
    sdk: 'organizations.update',
    method: 'PATCH',
    ifMatch: true,
    path: ORGANIZATION,
    action: 'organization.update',
    summary: 'Update organization',
    description: 'Renames the organization. Only an owner may do this.',
    body: json(
      named('UpdateOrganizationInput', z.strictObject({ name: organizationNameSchema }, { error: 'a JSON object' })),
      { name: 'Demo Company' },
    ),
    answers: { 200: organization },
    errors: [],
  },
});
