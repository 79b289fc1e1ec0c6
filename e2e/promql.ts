/** What is a name in PromQL but no metric. */
const KEYWORDS = new Set(['or', 'and', 'unless', 'on', 'ignoring', 'offset', 'bool', 'group_left', 'group_right']);

/** The names of the metrics in an expression of PromQL. */
export function metricsOf(expression: string): string[] {
  const bare = expression
    .replace(/"[^"]*"/g, '')
    .replace(/\{[^}]*\}|\[[^\]]*\]/g, ' ')
    .replace(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, ' ');
  const names = [...bare.matchAll(/(?<![\w.])[a-zA-Z_:][\w:]*(?!\w|\s*\()/g)].map(([name]) => name);
  return names.filter((name) => !KEYWORDS.has(name));
}

/** The names that a query may use of what `/metrics` shows: a histogram has three. */
export function metricsShown(text: string): string[] {
  return [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? ['bucket', 'sum', 'count'].map((suffix) => `${name}_${suffix}`) : [name],
  );
}
