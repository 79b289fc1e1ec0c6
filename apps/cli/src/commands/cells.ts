import { closeSync, openSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { prepareCell, readCellKey } from '@roster/database';
import {
  type CellDirectory,
  cellDirectorySchema,
  cellNameSchema,
  type OrganizationId,
  organizationIdSchema,
} from '@roster/domain';
import { z } from 'zod';
import { defineCommand, UsageError } from '../command.js';
import { asOwner } from '../operator.js';

const fileSchema = z.string({ error: 'a file' }).min(1, { error: 'a file' });
const numberError = 'a whole number from 1 to 126';

export const cellKey = defineCommand({
  name: 'cell key',
  summary:
    'Print the key that all cells share, for "cell prepare". It disguises the numbers of events, and gives access to nothing.',
  options: {},
  async run(_, { ownerUrl }) {
    return { key: (await asOwner(ownerUrl, readCellKey)).toString('base64') };
  },
});

export const prepareCellDatabase = defineCommand({
  name: 'cell prepare',
  summary: 'Turn a database that is migrated and not yet used into another cell. The first cell has the number 0.',
  options: {
    number: {
      value: '<n>',
      text: 'The number of the cell, which no other cell has: from 1 to 126.',
      schema: z
        .string({ error: numberError })
        .regex(/^\d{1,3}$/, { error: numberError })
        .transform(Number)
        .refine((number) => number >= 1 && number <= 126, { error: numberError }),
    },
    'key-file': {
      value: '<file>',
      text: 'What "cell key" printed in another cell.',
      schema: fileSchema,
    },
  },
  async run({ number, 'key-file': file }, { ownerUrl }) {
    const key = Buffer.from(/[A-Za-z0-9+/]{22}==/.exec(read(file, 'cell prepare', 'key-file'))?.[0] ?? '', 'base64');
    if (key.length !== 16)
      throw new UsageError('--key-file is invalid; expected what "cell key" has printed.', 'cell prepare');
    await asOwner(ownerUrl, (owner) => prepareCell(owner, number, key));
    return { cell: number };
  },
});

const PLACE = 'directory place';

export const directoryPlace = defineCommand({
  name: PLACE,
  summary: 'Record in the file of the directory of cells which cell an organization lives in.',
  options: {
    file: { value: '<file>', text: 'The document that is served at CELL_DIRECTORY_URL.', schema: fileSchema },
    organization: { value: '<org_…>', text: 'The organization.', schema: organizationIdSchema },
    cell: { value: '<name>', text: 'The cell. It is in the directory already.', schema: cellNameSchema },
    workspaces: {
      value: '<T…,T…>',
      text: 'The Slack workspaces of the organization, separated by commas. Default: none.',
      schema: z
        .string()
        .transform((list) => list.split(','))
        .default([]),
    },
  },
  async run({ file, organization, cell, workspaces }) {
    await placeInDirectory(file, organization, cell, workspaces);
    return { organization_id: organization, cell };
  },
});

/** For so long a command waits for the lock, in milliseconds. Another one holds it for about one. */
const LOCK_MS = 1_000;

/**
 * Replaces the file in one step, so that nobody reads half of it. Two commands change it one after the other, so that both
 * entries are in it.
 *
 * @throws UsageError when it is no directory of cells, and Error when it stays locked
 */
export async function placeInDirectory(
  file: string,
  organizationId: OrganizationId,
  cell: string,
  workspaces: readonly string[],
): Promise<void> {
  readDirectoryOf(file, cell);
  const target = realpathSync(file);
  const lock = `${target}.lock`;
  const locked = await openLock(lock);
  try {
    const directory = readDirectoryOf(target, cell);
    const placed: CellDirectory = {
      ...directory,
      organizations: { ...directory.organizations, [organizationId]: cell },
      slack_workspaces: {
        ...directory.slack_workspaces,
        ...Object.fromEntries(workspaces.map((workspace) => [workspace, cell])),
      },
    };
    writeFileSync(locked, `${JSON.stringify(placed, null, 2)}\n`);
    renameSync(lock, target);
  } catch (error) {
    rmSync(lock, { force: true });
    throw error;
  } finally {
    closeSync(locked);
  }
}

/** The new directory is written to the lock file. Renaming that puts it in place, and ends the lock. */
async function openLock(lock: string): Promise<number> {
  for (const until = Date.now() + LOCK_MS; ; await delay(LOCK_MS / 20)) {
    try {
      return openSync(lock, 'wx');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (Date.now() > until)
        throw new Error(
          `The file ${lock} shows that another command changes the directory. If none runs, one was killed: delete the file.`,
          { cause: error },
        );
    }
  }
}

/** The directory in a file. @throws UsageError when it has no such cell */
export function readDirectoryOf(file: string, cell: string): CellDirectory {
  const directory = readDirectory(file);
  if (!(cell in directory.cells)) throw new UsageError(`The cell ${cell} is not in ${file}.`, PLACE);
  return directory;
}

function readDirectory(file: string): CellDirectory {
  try {
    return cellDirectorySchema.parse(JSON.parse(read(file, PLACE, 'file')));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} is no directory of cells: ${error instanceof Error ? error.message : error}`, PLACE);
  }
}

function read(file: string, command: string, option: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new UsageError(`--${option} is "${file}", which cannot be read (${code}).`, command);
  }
}
