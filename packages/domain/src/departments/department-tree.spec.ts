import { departmentIdSchema, organizationIdSchema } from '../ids.js';
import { buildDepartmentTree, type DepartmentRow, type DepartmentTreeNode } from './department-tree.js';

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
