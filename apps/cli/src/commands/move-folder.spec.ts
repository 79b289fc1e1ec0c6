import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organizationIdSchema } from '@roster/domain';
import { withMoveFolder } from './move-folder.js';

const ORGANIZATION = organizationIdSchema.parse('org_4Zq8');
const place = mkdtempSync(join(tmpdir(), 'roster-place-'));
afterAll(() => rmSync(place, { recursive: true }));

it('deletes its folder, also after an error, and what killed commands have left of this organization', async () => {
  const ended = spawnSync('true').pid;
  const others = [`roster-move-org_4Zq8-${process.ppid}-a`, `roster-move-org_4Zq80-${ended}-a`, 'roster-move-x'];
  for (const name of [...others, `roster-move-org_4Zq8-${ended}-a`, `roster-move-org_4Zq8-${process.pid}-a`])
    mkdirSync(join(place, name, 'export'), { recursive: true });
  let used = '';
  const failing = withMoveFolder(
    ORGANIZATION,
    async (folder) => {
      used = folder;
      expect(existsSync(folder)).toBe(true);
      expect(readdirSync(place)).toHaveLength(others.length + 1);
      throw new Error('no space');
    },
    place,
  );
  await expect(failing).rejects.toThrow('no space');
  expect(existsSync(used)).toBe(false);
  expect(readdirSync(place).sort()).toEqual(others.sort());
});
