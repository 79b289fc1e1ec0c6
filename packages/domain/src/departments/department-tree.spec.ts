import { departmentIdSchema, organizationIdSchema } from '../ids.js';
import { MAX_DEPARTMENT_DEPTH } from './department.js';
import {
  assertFits,
  assertMovable,
  buildDepartmentTree,
  type DepartmentRow,
  type DepartmentTreeNode,
} from './department-tree.js';

const id = (name: string) => departmentIdSchema.parse(`dept_${name}`);

function row(name: string, parent: string | null, memberCount = 0): DepartmentRow {
  return {
    id: id(name),
    organization_id: organizationIdSchema.parse('org_1'),
    parent_id: parent === null ? null : id(parent),
    name,
    description: null,
    manager_user_id: null,
    member_count: memberCount,
    created_at: '2025-11-02T08:21:45.123Z',
    updated_at: '2025-11-02T08:21:45.123Z',
  };
}

const ROWS = [row('c', 'b', 4), row('a', null, 1), row('b', 'a', 2), row('d', 'a', 8), row('e', null)];

/** A tree as one line: `path total [children]`. */
function drawn(nodes: readonly DepartmentTreeNode[]): string {
  return nodes
    .map(({ path, total_member_count, children }) => `${path} ${total_member_count} [${drawn(children)}]`)
    .join(', ');
}

test('departments are nested below their parents and counted with all below them', () => {
  expect(drawn(buildDepartmentTree(ROWS))).toBe('a 15 [a/b 6 [a/b/c 4 []], a/d 8 []], e 0 []');
});

test('a department that is cut off still counts, and says that it has children', () => {
  const [tree] = buildDepartmentTree(ROWS, { levels: 2 });
  expect(drawn(tree ? [tree] : [])).toBe('a 15 [a/b 6 [], a/d 8 []]');
  expect(tree?.children.map(({ child_count, depth }) => [child_count, depth])).toEqual([
    [1, 2],
    [0, 2],
  ]);
});

test('a part of the tree keeps the path and the depth that it has in the whole', () => {
  const tree = buildDepartmentTree([row('b', 'a', 2), row('c', 'b', 4)], { above: ['x', 'a'] });
  expect(drawn(tree)).toBe('x/a/b 6 [x/a/b/c 4 []]');
  expect(tree[0]?.depth).toBe(3);
});

test('no rows are no tree', () => {
  expect(buildDepartmentTree([])).toEqual([]);
});

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
