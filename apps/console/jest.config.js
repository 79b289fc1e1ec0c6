import preset from '../../jest.preset.js';

/** @type {import('jest').Config} Browsers and processes are started here, beside the suites of other packages. */
export default { ...preset, testTimeout: 60_000 };
