// Folders of a package point one way. Tests may import what they test from anywhere, so they are left out here, and the
// rules of .dependency-cruiser.cjs, which hold for tests as well, have a run of their own.

const { options } = require('./.dependency-cruiser.cjs');

module.exports = {
  forbidden: [
    {
      name: 'no-circles-of-folders',
      comment: 'Folders that import each other are one folder, or what both need belongs in a third.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^((?:packages|apps)/[^/]+)/' },
      to: { path: '^$1/', circular: true },
    },
  ],
  options: { ...options, exclude: { path: `\\.(spec|fixture)\\.tsx?$|${options.exclude.path}` } },
};
