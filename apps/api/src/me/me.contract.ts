import { apiKeySchema, memberSchema, organizationSchema, timeSchema } from '@roster/domain';
import { z } from 'zod';
import { contract, json, named } from '../contract/contract.js';

const meSchema = named(
  'Principal',
  z.object({
    type: z.enum(['api_key', 'user']),
    id: z.union([apiKeySchema.shape.id, memberSchema.shape.user_id]),
    /** The name of the key, or the full name of the user. */
    name: memberSchema.shape.full_name,
    /** Null for a key, which has scopes only. */
    role: memberSchema.shape.role.nullable(),
    organization: organizationSchema,
    scopes: apiKeySchema.shape.scopes,
    /** When the token ends; null: never. */
    expires_at: timeSchema.nullable(),
  }),
);
/** IDs come from rows, so they are plain strings. */
export type Me = z.input<typeof meSchema>;

export const me = contract('Organizations', {
  retrieveMe: {
    sdk: 'me.get',
    method: 'GET',
    path: '/v1/me',
    action: null,
    summary: 'Retrieve the caller',
    description:
      'Who the token is: an API key, or a user who signed in at the identity provider. It names the organization, which all other paths begin with, what the token may do, and until when. Every token of an organization may ask.',
    answers: {
      200: {
        description: 'The key or user, and its organization.',
        ...json(meSchema, {
          type: 'api_key',
          id: 'key_0199c2f1aa',
          name: 'payroll',
          role: null,
          organization: { id: 'org_xyz789', name: 'Demo Company', created_at: '2025-11-02T08:21:45.123Z' },
          scopes: ['members:read', 'members:write'],
          expires_at: '2026-02-02T08:21:45.123Z',
        }),
      },
    },
    errors: [],
  },
});
