import { departmentIdSchema } from '../ids.js';
import { assertFits, assertMovable, MAX_DEPARTMENT_DEPTH } from './tree-rules.js';

const id = (name: string) => departmentIdSchema.parse(`dept_${name}`);
const lineage = (length: number) => Array.from({ length }, (_, index) => id(String(index)));

test.each([
  [0, 1],
  [0, 32],
  [31, 1],
  [20, 12],
])('below level %i there is room for %i levels', (parentDepth, height) => {
  expect(() => assertFits(parentDepth, height)).not.toThrow();
});

test.each([
  [32, 1, 33],
  [0, 33, 33],
  [20, 13, 33],
])('below level %i there is no room for %i levels: that would be %i', (parentDepth, height, depth) => {
  expect(() => assertFits(parentDepth, height)).toThrow(
    expect.objectContaining({ code: 'DEPARTMENT_TOO_DEEP', details: { depth, max_depth: MAX_DEPARTMENT_DEPTH } }),
  );
});

test.each([
  ['the top', []],
  ['another branch', [id('a'), id('b')]],
])('a department may move to %s', (_, parents) => {
  expect(() => assertMovable({ id: id('x'), height: 3 }, parents)).not.toThrow();
});

test.each([
  ['itself', [id('a'), id('x')]],
  ['its child', [id('a'), id('x'), id('b')]],
  ['one far below it', [id('x'), ...lineage(10)]],
])('a department may not move below %s', (_, parents) => {
  expect(() => assertMovable({ id: id('x'), height: 1 }, parents)).toThrow(
    expect.objectContaining({
      code: 'DEPARTMENT_CYCLE',
      details: { department_id: 'dept_x', parent_id: parents.at(-1) },
    }),
  );
});

test('a move below oneself is called that, also where it would be too deep', () => {
  expect(() => assertMovable({ id: id('0'), height: 9 }, lineage(32))).toThrow(
    expect.objectContaining({ code: 'DEPARTMENT_CYCLE' }),
  );
});
