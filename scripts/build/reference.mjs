// usage: node ../../scripts/build/reference.mjs      (in apps/api, after package.mjs; `npm run build` does both)
//
// Writes dist/reference/scalar.js.gz, the script of the page at /docs. Scalar's plugin for Fastify holds it as a string in
// one module. The API does not need the plugin, so only this string gets into the image.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';

const plugin = createRequire(join(process.cwd(), 'package.json')).resolve('@scalar/fastify-api-reference');
const literal = /^var standalone_default = (".*");$/m.exec(readFileSync(plugin, 'utf8'))?.[1];
if (literal === undefined) throw new Error(`${plugin} holds no script any more.`);

// The source map is not served, so nothing should ask for it.
const script = runInNewContext(literal).replace(/\n\/\/# sourceMappingURL=\S*$/, '\n');
mkdirSync('dist/reference', { recursive: true });
writeFileSync('dist/reference/scalar.js.gz', gzipSync(script, { level: 9 }));
