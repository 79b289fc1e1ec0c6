import { z } from 'zod';
import { organizationIdSchema } from '../ids.js';
import { timeSchema } from '../times.js';

const bigintSchema = z.string().regex(/^\d{1,19}$/);
const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

export const MANIFEST_FORMAT = 'roster-organization/1';

/** What an exported organization consists of, so that another cell takes all of it, or nothing. */
export const organizationManifestSchema = z.object({
  format: z.literal(MANIFEST_FORMAT),
  organization_id: organizationIdSchema,
  exported_at: timeSchema,
  /** The last migration of the database. Both cells must be at the same. */
  schema: z.string(),
  /** Of the key that makes the IDs of events and the cursors of the feed. All cells have the same. */
  key_sha256: sha256Schema,
  /** Of the ticket with which the copy is opened. */
  ticket_sha256: sha256Schema,
  /** The numbers of the cells in which its audit events were written. */
  event_cells: z.array(z.int().nonnegative()),
  /** Partitions of its events that were archived and dropped: the seals tell of events that are only in the archives. */
  dropped_partitions: z.array(
    z.object({ number: z.int(), made_at: timeSchema, archive_sha256: z.string().nullable(), dropped_at: timeSchema }),
  ),
  feed: z.object({
    /** The last position that was given. */
    position: bigintSchema,
    epochs: z.array(z.object({ epoch: z.int().positive(), first_position: bigintSchema })),
  }),
  /** The keys that seal its secrets. The processes of the other cell need them to open those. */
  encryption_keys: z.object({ webhooks: z.array(z.string()), slack: z.array(z.string()) }),
  slack_workspaces: z.array(z.string()),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.int().nonnegative(),
      /** Of the rows in the text format of COPY. */
      sha256: sha256Schema,
    }),
  ),
});

export type OrganizationManifest = z.infer<typeof organizationManifestSchema>;
