import { memberSchema, organizationNameSchema, organizationSchema } from '@roster/domain';
import { z } from 'zod';
import { issuedApiKeySchema } from '../api-keys/api-key-schemas.js';

export const updateOrganizationBodySchema = z.strictObject(
  { name: organizationNameSchema },
  { error: 'a JSON object' },
);
export type UpdateOrganizationBody = z.output<typeof updateOrganizationBodySchema>;

export const createdOrganizationSchema = z.object({
  organization: organizationSchema,
  owner: memberSchema,
  /** The first key, with all scopes. */
  api_key: issuedApiKeySchema,
});
export type CreatedOrganization = z.output<typeof createdOrganizationSchema>;
