import { createApiKey, listApiKeys, readOrganization, revokeApiKey } from '@roster/database';
import {
  ALL_SCOPES,
  type ApiKeyId,
  type ApiKeyObject,
  apiKeyIdSchema,
  apiKeyNameSchema,
  keyScopesSchema,
  latestExpiry,
  organizationIdSchema,
  type RevokedChildren,
  revokedChildrenSchema,
} from '@roster/domain';
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

const organizationOption = { value: '<org_…>', text: 'The organization of the key.', schema: organizationIdSchema };

export const createKey = defineCommand({
  name: 'key create',
  summary: 'Create an API key. Its token is printed once and stored nowhere.',
  options: {
    organization: organizationOption,
    name: { value: '<text>', text: 'What the key is for.', schema: apiKeyNameSchema },
    scopes: {
      value: '<a,b>',
      text: `What the key may do, separated by commas. Default: all, which are ${ALL_SCOPES.join(', ')}.`,
      schema: scopeListSchema.default([...ALL_SCOPES]),
    },
    'expires-in': {
      value: '<90d>',
      text: 'How long the key is valid. Default: as long as API_KEY_MAX_LIFETIME_DAYS allows, else without limit.',
      schema: lifetimeSchema.optional(),
    },
  },
  async run({ organization, name, scopes, 'expires-in': lifetime }, { databaseUrl, keyPolicy }) {
    const expires_at = lifetime === undefined ? latestExpiry(keyPolicy) : new Date(Date.now() + lifetime);
    const { key, token } = await inTransaction(databaseUrl, async (tx) => {
      await readOrganization(tx, organization);
      return createApiKey(tx, operatorOf(organization), { name, scopes, expires_at }, keyPolicy);
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

export const listKeys = defineCommand({
  name: 'key list',
  summary:
    'List the API keys of an organization that are active: who made them, and when and from where they were used.',
  options: { organization: organizationOption },
  async run({ organization: organizationId }, { databaseUrl }) {
    const keys = await inTransaction(databaseUrl, async (tx) => {
      await readOrganization(tx, organizationId);
      const all: ApiKeyObject[] = [];
      for (let after: ApiKeyId | undefined; ; ) {
        const { items, next } = await listApiKeys(tx, { organizationId, status: 'active', limit: 1_000, after });
        all.push(...items);
        if (next === null) return all;
        after = next;
      }
    });
    return keys.length > 0 ? Object.fromEntries(keys.map((key) => [key.id, described(key)])) : { keys: null };
  },
});

function described({ name, scopes, created_by, expires_at, last_used_at, last_used_address }: ApiKeyObject): string {
  const use = last_used_at === null ? 'never used' : `last used ${last_used_at} from ${last_used_address ?? 'unknown'}`;
  const maker = created_by === null ? 'unknown' : `${created_by.type} ${created_by.id}`;
  return `${name} (${scopes.join(', ')}), made by ${maker}, expires ${expires_at ?? 'never'}, ${use}`;
}

export const revokeKey = defineCommand({
  name: 'key revoke',
  summary: 'Revoke an API key for good.',
  options: {
    organization: organizationOption,
    key: { value: '<key_…>', text: 'The ID of the key.', schema: apiKeyIdSchema },
    children: {
      value: '<how>',
      text: '"revoke" also revokes all keys that were made with it, with those, and so on. Default: keep.',
      schema: revokedChildrenSchema.default('keep' satisfies RevokedChildren),
    },
  },
  async run({ organization, key, children }, { databaseUrl }) {
    const revoked = await inTransaction(databaseUrl, (tx) => revokeApiKey(tx, operatorOf(organization), key, children));
    return { organization_id: organization, revoked };
  },
});
