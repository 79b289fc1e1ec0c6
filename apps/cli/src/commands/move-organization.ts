import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import {
  AuditSealer,
  checkMove,
  exportOrganization,
  freezeOrganization,
  importOrganization,
  openOrganization,
  readFences,
  readLastSeal,
  releaseOrganization,
  untilSettled,
} from '@roster/database';
import { cellNameSchema, type OrganizationId, type OrganizationManifest, organizationIdSchema } from '@roster/domain';
import { describeError } from '@roster/runtime';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { type CommandContext, defineCommand, UsageError } from '../command.js';
import { asOwner } from '../operator.js';
import { placeInDirectory, readDirectoryOf } from './cells.js';
import { withMoveFolder } from './move-folder.js';

/** Workers seal the audit every twenty seconds, in two steps. */
const SETTLE_MS = 120_000;

/** For so long processes of the former cell may answer reads from what they have cached, in milliseconds. */
const CACHED_MS = 6_000;

const MOVE = 'organization move';

export const moveOrganization = defineCommand({
  name: MOVE,
  summary:
    'Move an organization to the cell of TARGET_DATABASE_OWNER_URL. If it is interrupted, run it again: it continues.',
  options: {
    organization: { value: '<org_…>', text: 'The organization.', schema: organizationIdSchema },
    'to-cell': { value: '<name>', text: 'The name of the other cell in the directory.', schema: cellNameSchema },
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
        try {
          return await move({ from, to, id, name, directory }, context);
        } catch (error) {
          throw new Error(`${describeError(error)}\n${await whatNext(from, id)}`, { cause: error });
        }
      }),
    );
  },
});

interface Move {
  readonly from: DataSource;
  readonly to: DataSource;
  readonly id: OrganizationId;
  readonly name: string;
  readonly directory: string | undefined;
}

async function move({ from, to, id, name, directory }: Move, context: CommandContext) {
  const fence = (await readFences(from, [id])).get(id);
  const copied = fence?.state === 'moved' ? null : await copyAcross(from, to, id, context);
  if (directory !== undefined) await placeInDirectory(directory, id, name, await workspacesOf(to, id));
  const { ticket } = await releaseOrganization(from, id, name, { receipt: copied?.receipt });
  if (ticket === null) throw new Error(`${id} was released without a receipt, as it lives in the other cell.`);
  await delay(CACHED_MS);
  await openOrganization(to, id, ticket);
  return {
    organization_id: id,
    cell: name,
    ...(copied ? { frozen_seconds: await secondsSinceFreeze(from, id), ...described(copied.manifest) } : {}),
  };
}

/** What to type after an error: the database says how far the move is. */
async function whatNext(from: DataSource, id: OrganizationId): Promise<string> {
  const again = 'Type the same command again to go on';
  const fences = await readFences(from, [id]).catch(() => null);
  switch (fences?.get(id)?.state) {
    case 'frozen':
      return `${id} is frozen. ${again}, or give the move up with "organization unfreeze --organization ${id}".`;
    case 'moved':
      return `${id} is released, and cannot be changed in any cell until it is open in the other one. ${again}.`;
    case undefined:
      return `${again}.`;
  }
}

export function targetOf({ targetOwnerUrl }: CommandContext, command: string): string {
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

/** Also what earlier runs of the command took, which were interrupted. */
async function secondsSinceFreeze(owner: DataSource, id: OrganizationId): Promise<number> {
  const [{ seconds }] = await owner.query(
    `SELECT round(extract(epoch FROM clock_timestamp() - since))::int AS seconds
     FROM organization_fences WHERE organization_id = $1`,
    [id],
  );
  return seconds;
}

function copyAcross(from: DataSource, to: DataSource, id: OrganizationId, context: CommandContext) {
  return withMoveFolder(id, async (folder) => {
    const manifest = await freezeAndExport(from, id, folder, context);
    const { receipt } = await importOrganization(to, manifest, folder, { onProgress: progressOf(context, 'import') });
    return { manifest, receipt };
  });
}

export async function freezeAndExport(owner: DataSource, id: OrganizationId, folder: string, context: CommandContext) {
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

export function assertKeys(
  needed: OrganizationManifest['encryption_keys'],
  { encryptionKeyIds }: CommandContext,
): void {
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

export function progressOf({ progress }: CommandContext, phase: string) {
  return (done: number, total: number) => progress.at(phase, done, total);
}

export function described({ organization_id, tables, slack_workspaces }: OrganizationManifest) {
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
