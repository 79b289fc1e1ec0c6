import { createPublicKey } from 'node:crypto';
import { archiveAudit, verifyArchive } from '@roster/database';
import { z } from 'zod';
import { defineCommand } from '../command.js';
import { asOwner } from '../operator.js';
import { soonShown } from '../progress.js';
import { fileSchema, readHead, readKeys, signaturesText } from './audit-files.js';

const directorySchema = z.string({ error: 'the name of a directory' }).min(1, { error: 'the name of a directory' });
const daySchema = z.iso.date({ error: 'a day, such as 2026-09-01' }).transform((day) => new Date(`${day}T00:00:00Z`));

export const auditArchive = defineCommand({
  name: 'audit archive',
  summary:
    'Write old partitions of the audit to a directory, and verify them there. After an interruption it continues.',
  options: {
    before: {
      value: '<day>',
      text: 'Partitions into which nothing was written since this day began (UTC).',
      schema: daySchema,
    },
    to: { value: '<dir>', text: 'The directory. Each partition becomes a folder in it.', schema: directorySchema },
    drop: {
      value: null,
      text: 'Then drop those partitions that neither the feed nor webhooks need any more.',
      schema: z.boolean().default(false),
    },
  },
  // Nobody else may drop a part of the audit. A partition is detached when the queries that read it have ended, a backup's too.
  run: ({ before, to, drop }, { ownerUrl, progress }) =>
    asOwner(ownerUrl, async (owner) => {
      const onProgress = soonShown(progress);
      const { archived, dropped, kept } = await archiveAudit(owner, { before, directory: to, drop, onProgress });
      return {
        directory: to,
        archived: archived.map(String),
        dropped: dropped.map(String),
        ...(kept.length > 0 ? { not_dropped: kept } : {}),
      };
    }),
});

const NAME = 'audit verify-archive';

export const auditVerifyArchive = defineCommand({
  name: NAME,
  summary:
    'Verify an archive of the audit, without the database. Ends with exit code 1 at the first file, seal or event that does not match.',
  isOffline: true,
  options: {
    from: { value: '<dir>', text: 'The directory that "audit archive" wrote to.', schema: directorySchema },
    head: {
      value: '<file>',
      text: 'What "audit head --json" printed once: the chain must contain it.',
      schema: fileSchema.optional(),
    },
    'public-key': {
      value: '<file>',
      text: 'PEM of the keys that signed, one after the other. Default: that of AUDIT_SIGNING_KEY, if it is set.',
      schema: fileSchema.optional(),
    },
  },
  async run({ from, head, 'public-key': keyFile }, { auditSigningKey, progress }) {
    const ownKeys = auditSigningKey ? [createPublicKey(auditSigningKey)] : [];
    const show = soonShown(progress);
    const { unsigned_seals, signatures_checked, ...counts } = await verifyArchive(from, {
      head: head === undefined ? undefined : readHead(head, NAME),
      publicKeys: keyFile === undefined ? ownKeys : readKeys(keyFile, NAME),
      onProgress: (events, total) => show('events', events, total),
    });
    return {
      result: 'the archive is as it was sealed',
      ...counts,
      signatures: signaturesText({ seals: counts.seals, unsigned_seals, signatures_checked }),
    };
  },
});
