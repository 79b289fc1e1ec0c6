import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organizationIdSchema } from '@roster/domain';
import { placeInDirectory } from './cells.js';

it('places an organization, keeps what it does not know, and writes through a symbolic link', () => {
  const folder = mkdtempSync(join(tmpdir(), 'roster-directory-'));
  const [file, link] = [join(folder, 'cells.json'), join(folder, 'served.json')];
  const cells = {
    eu1: { api: 'https://eu1.roster.example', region: 'west' },
    eu2: { api: 'https://eu2.roster.example' },
  };
  writeFileSync(file, JSON.stringify({ version: 7, cells, organizations: {} }));
  symlinkSync(file, link);
  placeInDirectory(link, organizationIdSchema.parse('org_4Zq8'), 'eu2', ['T0123ABCD']);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    version: 7,
    cells,
    organizations: { org_4Zq8: 'eu2' },
    slack_workspaces: { T0123ABCD: 'eu2' },
  });
});
