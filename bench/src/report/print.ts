import type { Table } from './table.js';

/** A table for the terminal: columns of equal width. */
export function printTable({ title, rows, note }: Table): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const row of rows)
    console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
  if (note) console.log(`  ${note}`);
}

/** The same table as Markdown. */
export function markdownTable({ title, rows, note }: Table): string {
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table =
    rows.length === 0
      ? []
      : [line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...body.map(line), ''];
  return [`### ${title}`, '', ...table, ...(note ? [note, ''] : [])].join('\n');
}
