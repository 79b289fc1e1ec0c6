import { fileURLToPath } from 'node:url';
import { swcOptions } from './scripts/build/swc-options.mjs';

const ours = (name) => fileURLToPath(new URL(`./scripts/testing/${name}`, import.meta.url));

/**
 * What every package's suites share. Jest runs ES modules natively (Nest 12 is ESM only), so `scripts/jest.mjs` starts
 * it with --experimental-vm-modules. Other packages of ours are resolved through their `dist`, as in production.
 *
 * @type {import('jest').Config}
 */
export default {
  testEnvironment: ours('jest-environment.mjs'),
  runtime: ours('jest-runtime.mjs'),
  testMatch: ['<rootDir>/src/**/*.spec.{ts,tsx}'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  resolver: ours('jest-resolver.mjs'),
  transform: { '\\.ts$': ['@swc/jest', swcOptions(false)], '\\.tsx$': ['@swc/jest', swcOptions(true)] },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  // Ends a test that hangs. It is no measure of speed: many processes share the cores.
  testTimeout: 60_000,
};
