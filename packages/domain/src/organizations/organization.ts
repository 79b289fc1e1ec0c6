import { z } from 'zod';
import { apiKeyNameSchema } from '../api-keys/api-key.js';
import { organizationIdSchema } from '../ids.js';
import { emailSchema } from '../members/email-address.js';
import { fullNameSchema } from '../members/member.js';
import { nameSchema, writtenNameSchema } from '../names.js';
import { timeSchema } from '../times.js';
import { versionOf } from '../versions.js';

const MAX_NAME = 200;
export const organizationNameSchema = nameSchema(MAX_NAME);

export const organizationSchema = z.object({
  id: organizationIdSchema,
  name: writtenNameSchema(MAX_NAME),
  created_at: timeSchema,
});

export type OrganizationObject = z.infer<typeof organizationSchema>;

export function organizationVersion({ id, name, created_at }: OrganizationObject): string {
  return versionOf([id, name, created_at]);
}

/** A new organization with its owner and a first API key, which has all scopes. */
export const newOrganizationSchema = z.strictObject(
  {
    name: organizationNameSchema,
    owner: z.strictObject(
      { full_name: fullNameSchema, email: emailSchema },
      { error: 'an object with full_name and email' },
    ),
    key_name: apiKeyNameSchema.default('first'),
  },
  { error: 'a JSON object' },
);
export type NewOrganization = z.output<typeof newOrganizationSchema>;
