import { z } from 'zod';
import { organizationIdSchema } from '../ids.js';
import { nameSchema } from '../names.js';

export const organizationNameSchema = nameSchema(200);

export const organizationSchema = z.object({
  id: organizationIdSchema,
  name: z.string(),
  /** RFC 3339, UTC. */
  created_at: z.string(),
});

export type OrganizationObject = z.infer<typeof organizationSchema>;
