import { z } from 'zod';
import { organizationIdSchema } from '../ids.js';

const baseUrlSchema = z.url({ protocol: /^https?$/, error: 'a URL like https://eu2.roster.example' });

export const cellNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: '1 to 63 lower-case letters, digits or hyphens' });

/** Which cell an organization lives in, and where the cells are reached: the document at `CELL_DIRECTORY_URL`. */
export const cellDirectorySchema = z.looseObject({
  cells: z.record(
    cellNameSchema,
    z.looseObject({
      api: baseUrlSchema,
      /** Where Slack would reach the bot of the cell, without a path. */
      bot: baseUrlSchema.optional(),
    }),
  ),
  organizations: z.record(organizationIdSchema, cellNameSchema),
  /** Slack workspaces, by the ID of their team or enterprise. */
  slack_workspaces: z.record(z.string(), cellNameSchema).default({}),
});

export type CellDirectory = z.infer<typeof cellDirectorySchema>;
