import { assertVersion, versionOf } from './versions.js';

const VERSION = versionOf(['dept_1', null]);

test('equal values have one version, others have others', () => {
  expect(versionOf(['dept_1', null])).toBe(VERSION);
  expect(versionOf(['dept_1', 'null'])).not.toBe(VERSION);
});

test.each([[null], ['*'], [['other', VERSION]]] as const)('%j is content', (expected) => {
  expect(() => assertVersion(VERSION, expected, {})).not.toThrow();
});

test.each([[[]], [['other']]])('%j is not, and is told the version that is there', (expected) => {
  expect(() => assertVersion(VERSION, expected, { department_id: 'dept_1' })).toThrow(
    expect.objectContaining({
      code: 'PRECONDITION_FAILED',
      details: { department_id: 'dept_1', etag: `"${VERSION}"` },
    }),
  );
});
