/**
 * How our TypeScript becomes JavaScript, in the build as in Jest: https://swc.rs/docs/configuration/swcrc
 *
 * @param {boolean} tsx Pages of the console are TSX for Preact.
 * @returns {import('@swc/core').Options}
 */
export function swcOptions(tsx) {
  return {
    swcrc: false,
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true, tsx },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        react: { runtime: 'automatic', importSource: 'preact' },
      },
    },
    module: { type: 'es6' },
  };
}
