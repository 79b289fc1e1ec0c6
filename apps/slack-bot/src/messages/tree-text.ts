import type { DepartmentTreeNode } from '@roster/domain';
import { escaped } from './text.js';

/** The tree as lines, drawn with box characters; the number of a department's own members is behind its name. */
export function treeLines(nodes: readonly DepartmentTreeNode[]): string[] {
  return nodes.flatMap((node) => [lineOf(node), ...branches(node.children, '')]);
}

function branches(nodes: readonly DepartmentTreeNode[], indent: string): string[] {
  return nodes.flatMap((node, index) => {
    const isLast = index === nodes.length - 1;
    return [
      `${indent}${isLast ? '└── ' : '├── '}${lineOf(node)}`,
      ...branches(node.children, `${indent}${isLast ? '    ' : '│   '}`),
    ];
  });
}

/** It stands in a code block, which three backticks would end. */
function lineOf({ name, member_count, child_count, children }: DepartmentTreeNode): string {
  const hidden = child_count > 0 && children.length === 0 ? ' …' : '';
  return `${escaped(name).replaceAll('`', 'ˋ')} (${member_count.toLocaleString('en-US')})${hidden}`;
}
