// The rooms of docs/architecture, as rules: imports go down only, through a package's root, without circles.
// A file under another workspace's folder is reached either by its symbolic link or by a relative path; both resolve
// to the real path, so the rules speak of folders.

const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const TESTS = '\\.(spec|fixture)\\.ts$';

/** `room` may import no other room than `allowed`; its tests may also use local-stack, slack-emulator and `tests`. */
function room(name, path, allowed, tests = []) {
  const allow = (rooms) => rooms.map((other) => `^packages/${other}/`);
  const forbid = (suffix, from, rooms) => ({
    name: `${name}${suffix}`,
    comment: `${name} may import ${rooms.length > 0 ? rooms.join(', ') : 'nothing of ours'}.`,
    severity: 'error',
    from: { path: `^${path}/`, ...from },
    to: { path: '^(packages|apps)/', pathNot: [`^${path}/`, ...allow(rooms)] },
  });
  return [
    ...declaredRooms(path),
    forbid('-room', { pathNot: TESTS }, allowed),
    forbid('-tests-room', { path: `^${path}/.*${TESTS}` }, [...allowed, 'local-stack', 'slack-emulator', ...tests]),
  ];
}

/**
 * What a room imports must be in its package.json, else turbo builds the two in any order and a fresh clone fails by
 * luck. (The rule `declared` below cannot tell: a workspace's link resolves to a folder, not to a package.)
 */
function declaredRooms(path) {
  const file = join(__dirname, path, 'package.json');
  if (!existsSync(file)) return [];
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(file, 'utf8'));
  const rooms = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => name.startsWith('@roster/'));
  return [
    {
      name: `${path.split('/')[1]}-declared`,
      comment: `Name what is imported in ${path}/package.json.`,
      severity: 'error',
      from: { path: `^${path}/` },
      to: {
        path: '^packages/',
        pathNot: [`^${path}/`, ...rooms.map((name) => `^packages/${name.slice('@roster/'.length)}/`)],
      },
    },
  ];
}

module.exports = {
  forbidden: [
    ...room('domain', 'packages/domain', []),
    ...room('connections', 'packages/connections', []),
    ...room('database', 'packages/database', ['domain', 'connections']),
    ...room('queue', 'packages/queue', ['domain', 'connections']),
    ...room('runtime', 'packages/runtime', ['domain', 'connections']),
    ...room('local-stack', 'packages/local-stack', ['domain']),
    ...room('slack-emulator', 'packages/slack-emulator', []),
    ...room('webhooks', 'packages/webhooks', []),
    ...room('sdk', 'packages/sdk', []),
    ...room('testing', 'packages/testing', ['domain', 'database', 'queue', 'runtime', 'local-stack']),
    ...['api', 'worker', 'slack-bot', 'cli', 'console'].flatMap((app) =>
      room(
        app,
        `apps/${app}`,
        ['domain', 'connections', 'database', 'queue', 'runtime', 'sdk', 'webhooks'],
        ['testing'],
      ),
    ),
    {
      name: 'package-root-only',
      comment: 'A package is imported by its root; what its index does not export is its own business.',
      severity: 'error',
      from: { path: '^(?:packages|apps)/([^/]+)/' },
      to: {
        path: '^packages/[^/]+/',
        pathNot: ['^packages/$1/', '^packages/[^/]+/(?:src|dist)/index\\.(?:ts|js|d\\.ts)$'],
      },
    },
    {
      name: 'domain-is-plain',
      comment: 'The domain is plain TypeScript and zod: transport, queue, database and Slack know it, not the reverse.',
      severity: 'error',
      from: { path: '^packages/domain/' },
      to: { path: '(^|/)(@nestjs/|@slack/|bullmq|ioredis|typeorm|pg|fastify)(/|$)' },
    },
    {
      name: 'no-circles',
      comment: 'Files that need each other are one file, or there is a third that both need.',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'What is imported must exist, and be named in the package.json of the importer.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      comment: 'A dependency that is only there because somebody else needs it may go away at any time.',
      severity: 'error',
      from: { path: '^(packages|apps)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: '(^|/)(\\.turbo|coverage|reports)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
