import type { FoundDepartment } from '@roster/database';
import { formatPath } from '@roster/domain';
import type { DepartmentLabel } from '../answers/answer.js';

/** A department as it was typed: `Engineering/Platform`, or from the top down: `/Company/Engineering`. */
export interface TypedPath {
  readonly names: readonly string[];
  readonly fromTop: boolean;
}

/** A "/" that belongs to a name has a "\" before it, as in the paths that Roster shows. */
export function readPath(text: string): TypedPath {
  const fromTop = text.startsWith('/');
  const names = [...text.matchAll(/(?:\\.|[^\\/])+/gsu)]
    .map(([part]) => part.replace(/\\(.)/gsu, '$1').trim())
    .filter((name) => name !== '');
  return { names, fromTop };
}

/** Does the department stand where the path says? A path that does not begin at the top may begin anywhere. */
export function standsAt({ names }: FoundDepartment, { names: typed, fromTop }: TypedPath): boolean {
  if (fromTop && names.length !== typed.length) return false;
  const end = names.slice(-typed.length);
  return end.length === typed.length && typed.every((name, index) => sameName(name, end[index]));
}

/** Do the names above the department contain those of the path above its last one, in this order? */
export function standsBelow({ names }: FoundDepartment, typedAbove: readonly string[]): boolean {
  let from = 0;
  return typedAbove.every((text) => {
    const at = names.slice(0, -1).findIndex((name, index) => index >= from && fold(name).includes(fold(text)));
    from = at + 1;
    return at >= 0;
  });
}

export function labelOf({ id, names }: FoundDepartment): DepartmentLabel {
  return { id, name: names.at(-1) ?? '', path: formatPath(names) };
}

function sameName(a: string, b: string | undefined): boolean {
  return b !== undefined && fold(a) === fold(b);
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
