import { createApiKey, readOrganization } from '@roster/database';
import { ALL_SCOPES, apiKeyNameSchema, keyScopesSchema, organizationIdSchema } from '@roster/domain';
import { z } from 'zod';
import { defineCommand } from '../command.js';
import { inTransaction, operatorOf } from '../operator.js';

const HOUR_MS = 3_600_000;
const UNITS = { h: HOUR_MS, d: 24 * HOUR_MS };
const lifetimeError = 'a number of hours or days, like 12h or 90d, 3650d at most';

/** How long a key is valid, in milliseconds. */
const lifetimeSchema = z
  .string({ error: lifetimeError })
  .regex(/^[1-9]\d{0,3}[hd]$/, { error: lifetimeError })
  .transform((text) => Number.parseInt(text, 10) * UNITS[text.endsWith('h') ? 'h' : 'd'])
  .refine((lifetime) => lifetime <= 3_650 * UNITS.d, { error: lifetimeError });

const scopeListSchema = z
  .string()
  .transform((list) => list.split(','))
  .pipe(keyScopesSchema);

export const createKey = defineCommand({
  name: 'key create',
  summary: 'Create an API key. Its token is printed once and stored nowhere.',
  options: {
    organization: { value: '<org_…>', text: 'The organization of the key.', schema: organizationIdSchema },
    name: { value: '<text>', text: 'What the key is for.', schema: apiKeyNameSchema },
    scopes: {
      value: '<a,b>',
      text: `What the key may do, separated by commas. Default: all, which are ${ALL_SCOPES.join(', ')}.`,
      schema: scopeListSchema.default([...ALL_SCOPES]),
    },
    'expires-in': {
      value: '<90d>',
      text: 'How long the key is valid. Default: without limit.',
      schema: lifetimeSchema.optional(),
    },
  },
  async run({ organization, name, scopes, 'expires-in': lifetime }, { databaseUrl }) {
    const expires_at = lifetime === undefined ? null : new Date(Date.now() + lifetime);
    const { key, token } = await inTransaction(databaseUrl, async (tx) => {
      await readOrganization(tx, organization);
      return createApiKey(tx, operatorOf(organization), { name, scopes, expires_at });
    });
    return {
      key_id: key.id,
      organization_id: organization,
      name: key.name,
      scopes: key.scopes,
      expires_at: key.expires_at,
      token,
    };
  },
});
