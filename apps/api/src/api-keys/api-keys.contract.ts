import {
  apiKeyIdSchema,
  apiKeySchema,
  apiKeyStatusSchema,
  newApiKeySchema,
  overlapSecondsSchema,
} from '@roster/domain';
import { z } from 'zod';
import { contract, json, named } from '../contract/contract.js';
import { page, pageQuery } from '../contract/pages.js';
import { issuedApiKeySchema } from './issued-api-key.js';

const KEYS = '/v1/organizations/:organization_id/api-keys';
const KEY = `${KEYS}/:key_id`;

named('ApiKey', apiKeySchema);
const PAYROLL = {
  id: 'key_0199c2f1aa',
  name: 'payroll',
  scopes: ['members:read', 'members:write'],
  status: 'active',
  created_at: '2025-11-02T08:21:45.123Z',
  expires_at: null,
  revoked_at: null,
  last_used_at: null,
  replaced_by: null,
} satisfies z.input<typeof apiKeySchema>;
const issued = {
  description: 'The new key with its token, which is shown only here.',
  ...json(issuedApiKeySchema, { ...PAYROLL, token: 'roster_…' }),
  headers: ['Location'],
} as const;

export const apiKeys = contract('API keys', {
  createApiKey: {
    sdk: 'apiKeys.create',
    method: 'POST',
    path: KEYS,
    action: 'key.create',
    summary: 'Create API key',
    description:
      'Creates an API key. You can only give it scopes that you have yourself. Keep its token safe: only a hash of it is stored.',
    body: json(named('CreateApiKeyInput', newApiKeySchema), {
      name: 'payroll',
      scopes: ['members:read', 'members:write'],
      expires_at: null,
    }),
    answers: { 201: issued },
    errors: [],
  },
  listApiKeys: {
    sdk: 'apiKeys.list',
    method: 'GET',
    path: KEYS,
    action: 'key.list',
    summary: 'List API keys',
    description: 'Lists all API keys of the organization, including expired and revoked ones, oldest first.',
    query: z.strictObject({
      status: apiKeyStatusSchema.meta({ description: 'Only keys with this status.' }).optional(),
      ...pageQuery(apiKeyIdSchema),
    }),
    answers: {
      200: {
        description: 'A page of keys.',
        ...json(page('ApiKeyPage', apiKeySchema), { data: [PAYROLL], next_cursor: null }),
      },
    },
    errors: [],
  },
  retrieveApiKey: {
    sdk: 'apiKeys.get',
    method: 'GET',
    path: KEY,
    action: 'key.read',
    summary: 'Retrieve API key',
    description: 'One key, without its token: whether it still works, until when, and when it was used last.',
    answers: { 200: { description: 'The key.', ...json(apiKeySchema, PAYROLL) } },
    errors: [],
  },
  rotateApiKey: {
    sdk: 'apiKeys.rotate',
    method: 'POST',
    path: `${KEY}/rotate`,
    action: 'key.rotate',
    summary: 'Rotate API key',
    description:
      'Creates a key with the same name, scopes and lifetime. The old key keeps working for `overlap_seconds`: a day by default, a week at most. A key can be rotated only once; after that, rotate its successor.',
    body: json(
      named('RotateApiKeyInput', z.strictObject({ overlap_seconds: overlapSecondsSchema }, { error: 'a JSON object' })),
      { overlap_seconds: 3_600 },
    ),
    answers: { 201: issued },
    errors: ['API_KEY_NOT_ACTIVE'],
  },
  revokeApiKey: {
    sdk: 'apiKeys.revoke',
    method: 'DELETE',
    path: KEY,
    action: 'key.revoke',
    summary: 'Revoke API key',
    description:
      'Revokes a key permanently. Within seconds, no node accepts it any more. Revoking it again changes nothing.',
    answers: { 204: { description: 'The key was revoked.' } },
    errors: [],
  },
});
