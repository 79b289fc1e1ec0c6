import preset from '../../jest.preset.js';

const [[, [compiler, options]]] = Object.entries(preset.transform);
const { jsc } = options;

/** The preset, and pages written as TSX for Preact. */
export default {
  ...preset,
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
