import { existsSync, mkdtempSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organizationIdSchema } from '@roster/domain';
import { placeInDirectory } from './cells.js';

it('places an organization, keeps what it does not know, and writes through a symbolic link', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'roster-directory-'));
  const [file, link] = [join(folder, 'cells.json'), join(folder, 'served.json')];
  const cells = {
    eu1: { api: 'https://eu1.roster.example', region: 'west' },
    eu2: { api: 'https://eu2.roster.example' },
  };
  writeFileSync(file, JSON.stringify({ version: 7, cells, organizations: {} }));
  symlinkSync(file, link);
  // Another command has read the file, and is about to replace it.
  const lock = `${file}.lock`;
  writeFileSync(lock, JSON.stringify({ version: 7, cells, organizations: { org_other: 'eu1' } }));
  const placing = placeInDirectory(link, organizationIdSchema.parse('org_4Zq8'), 'eu2', ['T0123ABCD']);
  renameSync(lock, file);
  await placing;
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    version: 7,
    cells,
    organizations: { org_4Zq8: 'eu2', org_other: 'eu1' },
    slack_workspaces: { T0123ABCD: 'eu2' },
  });
  expect(existsSync(lock)).toBe(false);
});
