import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  AuditSealer,
  checkMove,
  discardCopy,
  exportOrganization,
  freezeOrganization,
  importOrganization,
  MANIFEST_FILE,
  openOrganization,
  readFences,
  readLastSeal,
  releaseOrganization,
  removeMovedOrganization,
  unfreezeOrganization,
  untilSettled,
} from '@roster/database';
import {
  cellNameSchema,
  type OrganizationId,
  type OrganizationManifest,
  organizationIdSchema,
  organizationManifestSchema,
} from '@roster/domain';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { type CommandContext, defineCommand, UsageError } from '../command.js';
import { asOwner } from '../operator.js';
import { placeInDirectory, readDirectoryOf } from './cells.js';

/** Workers seal the audit every twenty seconds, in two steps. */
const SETTLE_MS = 120_000;

/** For so long processes of the former cell may answer reads from what they have cached, in milliseconds. */
const CACHED_MS = 6_000;

const folderSchema = z.string({ error: 'a folder' }).min(1, { error: 'a folder' });
const organization = { value: '<org_…>', text: 'The organization.', schema: organizationIdSchema };
const cell = { value: '<name>', text: 'The name of the other cell in the directory.', schema: cellNameSchema };

export const freeze = defineCommand({
  name: 'organization freeze',
  summary: 'Refuse all changes of an organization, so that it can be exported. Reads go on.',
  options: { organization },
  async run({ organization: id }, { ownerUrl }) {
    await asOwner(ownerUrl, (owner) => freezeOrganization(owner, id));
    return { organization_id: id, state: 'frozen' };
  },
});

export const unfreeze = defineCommand({
  name: 'organization unfreeze',
  summary: 'Give a move up: accept changes of a frozen organization here. Copies of it can never be opened then.',
  options: { organization },
  async run({ organization: id }, { ownerUrl }) {
    await asOwner(ownerUrl, (owner) => unfreezeOrganization(owner, id));
    return { organization_id: id, state: 'open' };
  },
});

export const exportFrozen = defineCommand({
  name: 'organization export',
  summary: 'Freeze an organization, wait until nothing of it changes any more, and write all of it to a folder.',
  options: { organization, to: { value: '<folder>', text: 'A folder, made if missing.', schema: folderSchema } },
  async run({ organization: id, to }, context) {
    const manifest = await asOwner(context.ownerUrl, (owner) => freezeAndExport(owner, id, to, context));
    return described(manifest);
  },
});

export const importFrozen = defineCommand({
  name: 'organization import',
  summary: 'Take an organization in from an export, all or nothing. It is frozen until "organization open".',
  options: { from: { value: '<folder>', text: 'What "organization export" has written.', schema: folderSchema } },
  async run({ from }, context) {
    const manifest = readManifest(from);
    assertKeys(manifest.encryption_keys, context);
    const result = await asOwner(context.ownerUrl, (owner) =>
      importOrganization(owner, manifest, from, { onProgress: progressOf(context, 'import') }),
    );
    return {
      ...described(manifest),
      result: result === 'present' ? 'was imported before; nothing was changed' : result,
    };
  },
});

export const release = defineCommand({
  name: 'organization release',
  summary: 'Give a frozen organization up to another cell, for good, and print the ticket that opens it there.',
  options: {
    organization,
    'to-cell': cell,
    'instead-of': {
      value: '<name>',
      text: 'The wrong name of a release before, which is corrected.',
      schema: cellNameSchema.optional(),
    },
    'without-export': {
      value: null,
      text: 'The organization lives in the other cell already, and this database was restored from before.',
      schema: z.boolean().default(false),
    },
  },
  async run({ organization: id, 'to-cell': name, 'instead-of': insteadOf, 'without-export': withoutExport }, context) {
    const { ticket } = await asOwner(context.ownerUrl, (owner) =>
      releaseOrganization(owner, id, name, { insteadOf, withoutExport }),
    );
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

const DISCARD = 'organization discard';

export const discard = defineCommand({
  name: DISCARD,
  summary: 'After a move was given up, delete its copy, never opened, in the cell of TARGET_DATABASE_OWNER_URL.',
  options: { organization },
  async run({ organization: id }, context) {
    const onProgress = progressOf(context, 'discard');
    const { rows } = await asOwner(context.ownerUrl, (from) =>
      asOwner(targetOf(context, DISCARD), (to) => discardCopy(from, to, id, { onProgress })),
    );
    return { organization_id: id, rows };
  },
});

const MOVE = 'organization move';

export const moveOrganization = defineCommand({
  name: MOVE,
  summary: 'Move an organization to the cell of TARGET_DATABASE_OWNER_URL. Interrupted, the same command goes on.',
  options: {
    organization,
    'to-cell': cell,
    directory: {
      value: '<file>',
      text: 'The file of the directory of cells, which is changed. Default: change it by hand before "release".',
      schema: z.string().optional(),
    },
  },
  async run({ organization: id, 'to-cell': name, directory }, context) {
    return asOwner(context.ownerUrl, (from) =>
      asOwner(targetOf(context, MOVE), async (to) => {
        if (directory !== undefined) readDirectoryOf(directory, name);
        assertKeys(await checkMove(from, to, id, name), context);
        const began = performance.now();
        const fence = (await readFences(from, [id])).get(id);
        const manifest = fence?.state === 'moved' ? null : await copyAcross(from, to, id, context);
        if (directory !== undefined) placeInDirectory(directory, id, name, await workspacesOf(to, id));
        const { ticket } = await releaseOrganization(from, id, name);
        await delay(CACHED_MS);
        await openOrganization(to, id, ticket);
        const seconds = Math.round((performance.now() - began) / 1_000);
        return { organization_id: id, cell: name, frozen_seconds: seconds, ...(manifest ? described(manifest) : {}) };
      }),
    );
  },
});

function targetOf({ targetOwnerUrl }: CommandContext, command: string): string {
  if (targetOwnerUrl === undefined) throw new UsageError('TARGET_DATABASE_OWNER_URL is not set.', command);
  return targetOwnerUrl;
}

async function workspacesOf(owner: DataSource, id: OrganizationId): Promise<string[]> {
  const rows: { id: string }[] = await owner.query(
    'SELECT workspace_id AS id FROM slack_installations WHERE organization_id = $1 ORDER BY 1',
    [id],
  );
  return rows.map((row) => row.id);
}

async function copyAcross(from: DataSource, to: DataSource, id: OrganizationId, context: CommandContext) {
  const folder = mkdtempSync(join(tmpdir(), 'roster-move-'));
  try {
    const manifest = await freezeAndExport(from, id, folder, context);
    await importOrganization(to, manifest, folder, { onProgress: progressOf(context, 'import') });
    return manifest;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function freezeAndExport(owner: DataSource, id: OrganizationId, folder: string, context: CommandContext) {
  await freezeOrganization(owner, id);
  await untilSettled(owner, id, { timeoutMs: SETTLE_MS, seal: await sealing(owner, id, context) });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return exportOrganization(owner, id, folder, { onProgress: progressOf(context, 'export') });
}

/** Seals at once what workers would seal within a minute, unless they sign with a key that is not at hand. */
async function sealing(owner: DataSource, id: OrganizationId, { auditSigningKey: signingKey }: CommandContext) {
  const last = await readLastSeal(owner, id);
  if (signingKey === undefined && (last === undefined || last.signature !== null)) return undefined;
  const sealer = new AuditSealer(owner, { signingKey });
  return () => sealer.run();
}

function assertKeys(needed: OrganizationManifest['encryption_keys'], { encryptionKeyIds }: CommandContext): void {
  for (const [kind, variable] of [
    ['webhooks', 'WEBHOOK_ENCRYPTION_KEY'],
    ['slack', 'SLACK_ENCRYPTION_KEY'],
  ] as const) {
    const missing = needed[kind].filter((key) => !encryptionKeyIds[kind].includes(key));
    if (missing.length > 0)
      throw new Error(
        `The organization has secrets that are sealed with the key ${missing.join(', ')}, and ${variable} does not contain it. ` +
          'Add the key of the former cell to that of this cell, at the end, for its processes and for this command.',
      );
  }
}

function progressOf({ progress }: CommandContext, phase: string) {
  return (done: number, total: number) => progress.at(phase, done, total);
}

function described({ organization_id, tables, slack_workspaces }: OrganizationManifest) {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const of = (name: string) => tables.find((table) => table.name === name)?.rows ?? 0;
  return {
    organization_id,
    people: of('organization_members'),
    memberships: of('department_members'),
    audit_events: of('audit_events'),
    rows,
    slack_workspaces,
  };
}

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
