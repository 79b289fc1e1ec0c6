import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  discardCopy,
  freezeOrganization,
  importOrganization,
  MANIFEST_FILE,
  openOrganization,
  releaseOrganization,
  removeMovedOrganization,
  takeBackOrganization,
  unfreezeOrganization,
} from '@roster/database';
import {
  cellNameSchema,
  type OrganizationManifest,
  organizationIdSchema,
  organizationManifestSchema,
} from '@roster/domain';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { defineCommand, UsageError } from '../command.js';
import { asOwner } from '../operator.js';
import { assertKeys, described, freezeAndExport, progressOf, targetOf } from './move-organization.js';

const folderSchema = z.string({ error: 'a folder' }).min(1, { error: 'a folder' });
const organization = { value: '<org_…>', text: 'The organization.', schema: organizationIdSchema };

export const freeze = defineCommand({
  name: 'organization freeze',
  summary: 'Refuse all changes of an organization, so that it can be exported. It can still be read.',
  options: { organization },
  async run({ organization: id }, { ownerUrl }) {
    await asOwner(ownerUrl, (owner) => freezeOrganization(owner, id));
    return { organization_id: id, state: 'frozen' };
  },
});

export const unfreeze = defineCommand({
  name: 'organization unfreeze',
  summary: 'Cancel a move: accept changes of a frozen organization here again. Its copies can then never be opened.',
  options: { organization },
  async run({ organization: id }, { ownerUrl }) {
    await asOwner(ownerUrl, (owner) => unfreezeOrganization(owner, id));
    return { organization_id: id, state: 'open' };
  },
});

export const exportFrozen = defineCommand({
  name: 'organization export',
  summary: 'Freeze an organization, wait until its last changes have ended, and write all its data to a folder.',
  options: { organization, to: { value: '<folder>', text: 'A folder, made if missing.', schema: folderSchema } },
  async run({ organization: id, to }, context) {
    const manifest = await asOwner(context.ownerUrl, (owner) => freezeAndExport(owner, id, to, context));
    return described(manifest);
  },
});

export const importFrozen = defineCommand({
  name: 'organization import',
  summary: 'Import an organization from an export, all or nothing. It stays frozen until "organization open".',
  options: { from: { value: '<folder>', text: 'What "organization export" has written.', schema: folderSchema } },
  async run({ from }, context) {
    const manifest = readManifest(from);
    assertKeys(manifest.encryption_keys, context);
    const { wasPresent, receipt } = await asOwner(context.ownerUrl, (owner) =>
      importOrganization(owner, manifest, from, { onProgress: progressOf(context, 'import') }),
    );
    return {
      ...described(manifest),
      result: wasPresent ? 'was imported before; nothing was changed' : 'imported',
      receipt,
    };
  },
});

const RELEASE = 'organization release';

export const release = defineCommand({
  name: RELEASE,
  summary:
    'Hand a frozen organization over to its copy in another cell, for good, and print the ticket that opens this copy.',
  options: {
    organization,
    'to-cell': {
      value: '<name>',
      text: 'The name of the other cell in the directory.',
      schema: cellNameSchema,
    },
    receipt: {
      value: '<receipt>',
      text: 'What "organization import" printed in the other cell. Not needed to print the ticket again.',
      schema: z.string().min(1, { error: 'a receipt' }).optional(),
    },
    'instead-of': {
      value: '<name>',
      text: 'The wrong name of a release before, which is corrected.',
      schema: cellNameSchema.optional(),
    },
    'without-receipt': {
      value: null,
      text: 'The organization is open in the cell of TARGET_DATABASE_OWNER_URL already, and this database was restored from before. No ticket.',
      schema: z.boolean().default(false),
    },
  },
  async run({ organization: id, 'to-cell': name, receipt, ...options }, context) {
    const { 'instead-of': insteadOf, 'without-receipt': withoutReceipt } = options;
    const { ticket } = await asOwner(context.ownerUrl, (owner) => {
      const releasing = (openIn?: DataSource) => releaseOrganization(owner, id, name, { receipt, insteadOf, openIn });
      return withoutReceipt ? asOwner(targetOf(context, RELEASE), releasing) : releasing();
    });
    return { organization_id: id, state: 'moved', ticket };
  },
});

export const open = defineCommand({
  name: 'organization open',
  summary: 'Accept changes of an organization that was imported here.',
  options: {
    organization,
    ticket: {
      value: '<ticket>',
      text: 'What "organization release" printed in the former cell.',
      schema: z.string({ error: 'a ticket' }).min(1, { error: 'a ticket' }),
    },
  },
  async run({ organization: id, ticket }, { ownerUrl }) {
    await asOwner(ownerUrl, (owner) => openOrganization(owner, id, ticket));
    return { organization_id: id, state: 'open' };
  },
});

const REMOVE = 'organization remove';

export const removeMoved = defineCommand({
  name: REMOVE,
  summary:
    'Delete what is left in this cell of an organization that is open in the cell of TARGET_DATABASE_OWNER_URL, its audit included.',
  options: { organization },
  async run({ organization: id }, context) {
    const onProgress = progressOf(context, 'remove');
    const { rows } = await asOwner(context.ownerUrl, (owner) =>
      asOwner(targetOf(context, REMOVE), (other) => removeMovedOrganization(owner, other, id, { onProgress })),
    );
    return { organization_id: id, rows };
  },
});

const TAKE_BACK = 'organization take-back';

export const takeBack = defineCommand({
  name: TAKE_BACK,
  summary:
    'Freeze a released organization here again, because its copy in the cell of TARGET_DATABASE_OWNER_URL was lost before it was opened.',
  options: { organization },
  async run({ organization: id }, context) {
    await asOwner(context.ownerUrl, (from) =>
      asOwner(targetOf(context, TAKE_BACK), (to) => takeBackOrganization(from, to, id)),
    );
    return { organization_id: id, state: 'frozen' };
  },
});

const DISCARD = 'organization discard';

export const discard = defineCommand({
  name: DISCARD,
  summary:
    'After a move was cancelled, delete the copy, which was never opened, in the cell of TARGET_DATABASE_OWNER_URL.',
  options: { organization },
  async run({ organization: id }, context) {
    const onProgress = progressOf(context, 'discard');
    const { rows } = await asOwner(context.ownerUrl, (from) =>
      asOwner(targetOf(context, DISCARD), (to) => discardCopy(from, to, id, { onProgress })),
    );
    return { organization_id: id, rows };
  },
});

function readManifest(folder: string): OrganizationManifest {
  try {
    return organizationManifestSchema.parse(JSON.parse(readFileSync(join(folder, MANIFEST_FILE), 'utf8')));
  } catch (error) {
    throw new UsageError(
      `--from is "${folder}", which holds no complete export (${error instanceof Error ? error.message : error}).`,
      'organization import',
    );
  }
}
