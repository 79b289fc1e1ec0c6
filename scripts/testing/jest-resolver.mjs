// Used by jest.preset.js. Jest remembers what a resolver finds, for all files of a run; what `moduleNameMapper` maps it
// looks up again for each file.
import { sep } from 'node:path';

/** Sources import './x.js', as NodeNext wants it; before the build only './x.ts' is there. */
const SOURCES = { '.js': ['.ts', '.tsx', '.js'] };

/** https://jestjs.io/docs/configuration#resolver-string */
export function sync(request, options) {
  const inSources = request.startsWith('.') && !options.basedir.includes(`${sep}node_modules${sep}`);
  return options.defaultResolver(request, inSources ? { ...options, extensionAlias: SOURCES } : options);
}
