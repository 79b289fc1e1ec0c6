import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first file of that name in the folders of a PATH that may be run. */
export function findExecutable(name: string, path = ''): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
