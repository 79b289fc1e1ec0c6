import { ScimError } from '../scim-error.js';
import type { ResourceType } from './attribute.js';
import { type AttributePath, resolvePath } from './attribute-path.js';
import { isObject, type JsonObject } from './json-values.js';

/** Returned whatever is asked for (RFC 7643, section 3.1). */
const ALWAYS: ReadonlySet<string> = new Set(['schemas', 'id']);

/** Which attributes a caller asked for (RFC 7644, section 3.9). */
export class Projection {
  private constructor(
    private readonly only: readonly AttributePath[] | null,
    private readonly without: readonly AttributePath[],
  ) {}

  /**
   * Names that are no attributes are passed over, as providers ask for what others have.
   *
   * @throws ScimError invalidValue when both are given
   */
  static of(attributes: readonly string[], excluded: readonly string[], type: ResourceType): Projection {
    if (attributes.length > 0 && excluded.length > 0)
      throw new ScimError('invalidValue', 'Send either "attributes" or "excludedAttributes".');
    const resolve = (names: readonly string[]) => names.flatMap((name) => resolvePath(name.trim(), type) ?? []);
    return new Projection(attributes.length === 0 ? null : resolve(attributes), resolve(excluded));
  }

  /** Whether the attribute is returned: one that is not need not be read. */
  includes(name: string): boolean {
    if (ALWAYS.has(name)) return true;
    if (this.only !== null) return this.only.some(({ names }) => names[0] === name);
    return !this.without.some(({ names, sub }) => names.length === 1 && names[0] === name && sub === null);
  }

  apply(resource: JsonObject): JsonObject {
    const fields = Object.entries(resource).filter(([name]) => this.includes(name));
    return Object.fromEntries(
      fields.map(([name, value]) => [name, ALWAYS.has(name) ? value : this.within(name, value)]),
    );
  }

  /** Sub-attributes, and the attributes of an extension. */
  private within(name: string, value: unknown): unknown {
    const paths = (this.only ?? this.without)
      .filter(({ names }) => names[0] === name)
      .map(({ names, sub }) => [...names.slice(1), ...(sub === null ? [] : [sub.name])]);
    if (this.only === null) return paths.reduce<unknown>((left, path) => leaveOut(left, path), value);
    return paths.some((path) => path.length === 0) ? value : pick(value, paths);
  }
}

function leaveOut(value: unknown, [name, ...more]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((element) => leaveOut(element, name === undefined ? [] : [name, ...more]));
  if (!isObject(value) || name === undefined) return value;
  const fields = Object.entries(value).flatMap(([key, inner]) => {
    if (key !== name) return [[key, inner] as const];
    return more.length === 0 ? [] : [[key, leaveOut(inner, more)] as const];
  });
  return Object.fromEntries(fields);
}

function pick(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (Array.isArray(value)) return value.map((element) => pick(element, paths));
  if (!isObject(value)) return value;
  const fields = Object.entries(value).flatMap(([key, inner]) => {
    const below = paths.filter(([name]) => name === key).map(([, ...more]) => more);
    if (below.length === 0) return [];
    return [[key, below.some((path) => path.length === 0) ? inner : pick(inner, below)] as const];
  });
  return Object.fromEntries(fields);
}
