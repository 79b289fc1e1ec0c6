/** The path that names show, from the top down. */
export function formatPath(names: readonly string[]): string {
  return names.map(escapeName).join('/');
}

/** The path of a department of this name below the one of that path. */
export function pathBelow(parentPath: string, name: string): string {
  return `${parentPath}/${escapeName(name)}`;
}

/** What would read as a separator within a name gets a backslash before it. */
function escapeName(name: string): string {
  return name.replace(/[\\/]/g, '\\$&');
}
