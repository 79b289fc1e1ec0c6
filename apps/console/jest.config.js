import preset from '../../jest.preset.js';

const [[, [compiler, options]]] = Object.entries(preset.transform);
const { jsc } = options;

/** The preset, and pages written as TSX for Preact. */
export default {
  ...preset,
  // Browsers and processes are started here, beside the suites of other packages.
  testTimeout: 60_000,
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/src/**/*.spec.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleFileExtensions: ['tsx', ...preset.moduleFileExtensions],
  transform: {
    '\\.tsx?$': [
      compiler,
      {
        ...options,
        jsc: {
          ...jsc,
          parser: { ...jsc.parser, tsx: true },
          transform: { ...jsc.transform, react: { runtime: 'automatic', importSource: 'preact' } },
        },
      },
    ],
  },
};
