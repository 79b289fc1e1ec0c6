import { organizationNameSchema } from '@roster/domain';
import { z } from 'zod';

export const updateOrganizationBodySchema = z.strictObject(
  { name: organizationNameSchema },
  { error: 'a JSON object' },
);
export type UpdateOrganizationBody = z.output<typeof updateOrganizationBodySchema>;
