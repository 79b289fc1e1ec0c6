import {
  apiKeyIdSchema,
  apiKeySchema,
  apiKeyStatusSchema,
  newApiKeySchema,
  overlapSecondsSchema,
  revokedChildrenSchema,
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
  created_by: { type: 'user', id: 'usr_def456' },
  expires_at: null,
  revoked_at: null,
  last_used_at: '2025-11-03T07:14:02.481Z',
  last_used_address: '203.0.113.7',
  replaced_by: null,
} satisfies z.input<typeof apiKeySchema>;
const issued = {
  description: 'The new key with its token, which is shown only here.',
  ...json(issuedApiKeySchema, { ...PAYROLL, last_used_at: null, last_used_address: null, token: 'roster_…' }),
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
      'Creates an API key. You can only give it scopes that you have yourself. Keep its token safe: only a hash of it is stored. An organization can have a limited number of active keys, and an installation can limit their lifetime: then `expires_at` is required.',
    body: json(named('CreateApiKeyInput', newApiKeySchema), {
      name: 'payroll',
      scopes: ['members:read', 'members:write'],
      expires_at: null,
    }),
    answers: { 201: issued },
    errors: ['API_KEY_LIMIT_REACHED'],
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
    description:
      'One key, without its token: whether it still works, until when, who created it, and when and from where it was used last.',
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
      'Creates a key with the same name, scopes and lifetime. The old key keeps working for `overlap_seconds`: a day by default, a week at most. A key can be rotated only once; after that, rotate its successor. When the organization has no place for another active key, set `overlap_seconds` to 0.',
    body: json(
      named('RotateApiKeyInput', z.strictObject({ overlap_seconds: overlapSecondsSchema }, { error: 'a JSON object' })),
      { overlap_seconds: 3_600 },
    ),
    answers: { 201: issued },
    errors: ['API_KEY_NOT_ACTIVE', 'API_KEY_LIMIT_REACHED'],
  },
  revokeApiKey: {
    sdk: 'apiKeys.revoke',
    method: 'DELETE',
    path: KEY,
    action: 'key.revoke',
    summary: 'Revoke API key',
    description:
      'Revokes a key permanently. Within seconds, no node accepts it any more. Revoking it again changes nothing. With `children=revoke`, all keys that were created with it, with those, and so on are revoked in the same transaction, even if the key itself was revoked before.',
    query: z.strictObject({
      children: revokedChildrenSchema
        .default('keep')
        .meta({ description: 'What happens to the keys that were created with this key.' }),
    }),
    answers: { 204: { description: 'The key was revoked.' } },
    errors: [],
  },
});
