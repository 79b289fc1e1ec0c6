import { BODY_ERRORS } from '../docs/body-errors.js';
import { IDEMPOTENCY_KEY } from '../docs/change-docs.js';
import { Endpoint } from '../docs/endpoint.decorator.js';
import { PAGE_QUERY } from '../requests/id-page.js';

const PATH = { organization_id: ['The organization, `org_…`.', 'org_xyz789'] } as const;
const KEY_PATH = { ...PATH, key_id: ['The key, `key_…`.', 'key_0199c2f1aa'] } as const;

const KEY = {
  id: 'key_0199c2f1aa',
  name: 'payroll',
  scopes: ['members:read', 'members:write'],
  status: 'active',
  created_at: '2025-11-02T08:21:45.123Z',
  expires_at: null,
  revoked_at: null,
  last_used_at: null,
  replaced_by: null,
};
const ISSUED = {
  description: 'The new key with its token, which is shown only here.',
  schema: 'IssuedApiKey',
  example: { ...KEY, token: 'roster_…' },
} as const;

export const DocumentCreate = () =>
  Endpoint({
    id: 'createApiKey',
    tag: 'API keys',
    summary: 'Create API key',
    description: 'Makes a key with scopes that the caller has too. Keep the token safe: only its hash is stored.',
    path: PATH,
    requestHeaders: [IDEMPOTENCY_KEY],
    body: {
      schema: 'CreateApiKey',
      example: { name: 'payroll', scopes: ['members:read', 'members:write'], expires_at: null },
    },
    answers: { 201: ISSUED },
    errors: ['IDEMPOTENCY_KEY_REUSED', ...BODY_ERRORS],
  });

export const DocumentList = () =>
  Endpoint({
    id: 'listApiKeys',
    tag: 'API keys',
    summary: 'List API keys',
    description: 'All keys of the organization, those that no longer work included, in the order of making.',
    path: PATH,
    query: [
      {
        name: 'status',
        description: 'Only keys of this status.',
        schema: { type: 'string', enum: ['active', 'expired', 'revoked'] },
      },
      ...PAGE_QUERY,
    ],
    answers: {
      200: { description: 'A page of keys.', schema: 'ApiKeyPage', example: { data: [KEY], next_cursor: null } },
    },
    errors: ['VALIDATION_FAILED'],
  });

export const DocumentRotate = () =>
  Endpoint({
    id: 'rotateApiKey',
    tag: 'API keys',
    summary: 'Rotate API key',
    description:
      'Makes a key with the same name, scopes and lifetime. The old one works for `overlap_seconds` more, a day unless told otherwise and a week at most. A key can be rotated once; then rotate its successor.',
    path: KEY_PATH,
    requestHeaders: [IDEMPOTENCY_KEY],
    body: { schema: 'RotateApiKey', example: { overlap_seconds: 3_600 } },
    answers: { 201: ISSUED },
    errors: ['IDEMPOTENCY_KEY_REUSED', 'API_KEY_NOT_FOUND', 'API_KEY_NOT_ACTIVE', ...BODY_ERRORS],
  });

export const DocumentRevoke = () =>
  Endpoint({
    id: 'revokeApiKey',
    tag: 'API keys',
    summary: 'Revoke API key',
    description: 'Ends a key for good, within seconds on every node. Revoking it again changes nothing.',
    path: KEY_PATH,
    requestHeaders: [IDEMPOTENCY_KEY],
    answers: { 204: { description: 'The key is revoked.' } },
    errors: ['IDEMPOTENCY_KEY_REUSED', 'API_KEY_NOT_FOUND'],
  });
