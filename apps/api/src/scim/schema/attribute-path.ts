import { type Attribute, attribute, COMMON_ATTRIBUTES, extensionAttribute, type ResourceType } from './attribute.js';

/** An attribute of a resource, or one of its sub-attributes. */
export interface AttributePath {
  /** Where the attribute is in the resource: `['emails']`, or `['urn:…:User', 'department']` in an extension. */
  readonly names: readonly string[];
  readonly attribute: Attribute;
  readonly sub: Attribute | null;
}

/** `$ref`, or a name of RFC 7643, section 2.1. */
const NAME = /^(?:\$ref|[A-Za-z][\w-]*)$/;

/**
 * Finds an attribute by its path, in any case: `userName`, `name.givenName`, or with the URI of its schema before it.
 * An extension as a whole is an attribute, too. Of an extension that is not known, every attribute exists.
 */
export function resolvePath(text: string, type: ResourceType): AttributePath | null {
  if (!/^urn:/i.test(text)) return findIn([...COMMON_ATTRIBUTES, ...type.schema.attributes], text, []);
  const extension = type.extensions.find(({ id }) => isSame(id, text));
  if (extension) return { names: [extension.id], attribute: extensionAttribute(extension), sub: null };
  const end = text.lastIndexOf(':');
  const [uri, path] = [text.slice(0, end), text.slice(end + 1)];
  if (isSame(uri, type.schema.id)) return findIn([...COMMON_ATTRIBUTES, ...type.schema.attributes], path, []);
  const known = type.extensions.find(({ id }) => isSame(id, uri));
  if (known) return findIn(known.attributes, path, [known.id]);
  return uri.split(':').length < 3 ? null : findUnknown(uri, path);
}

/** An attribute that perhaps only another type of resource has. */
export interface FoundPath extends AttributePath {
  readonly absent?: boolean;
}

/** Finds an attribute of a type, or of others that are queried at the same time. */
export function resolveAmong(text: string, type: ResourceType, others: readonly ResourceType[]): FoundPath | null {
  const owner = others.find(({ schema, extensions }) =>
    [schema, ...extensions].some(({ id }) => isSame(text.slice(0, id.length), id)),
  );
  const own = owner === undefined ? resolvePath(text, type) : null;
  if (own !== null) return own;
  const [found] = (owner ? [owner] : others).flatMap((other) => resolvePath(text, other) ?? []);
  return found === undefined ? null : { ...found, absent: true };
}

function findIn(attributes: readonly Attribute[], path: string, before: readonly string[]): AttributePath | null {
  const [name = '', subName, ...more] = path.split('.');
  const found = attributes.find((candidate) => isSame(candidate.name, name));
  if (found === undefined || more.length > 0) return null;
  const sub = subName === undefined ? null : findSub(found, subName);
  return sub === undefined ? null : { names: [...before, found.name], attribute: found, sub };
}

/** In any case; undefined when there is none. */
export function findSub({ subAttributes }: Attribute, name: string): Attribute | undefined {
  return subAttributes?.find((candidate) => isSame(candidate.name, name));
}

function findUnknown(uri: string, path: string): AttributePath | null {
  const [name = '', subName, ...more] = path.split('.');
  if (![name, subName ?? name].every((part) => NAME.test(part)) || more.length > 0) return null;
  const sub = subName === undefined ? null : attribute(subName, '', { open: true });
  return { names: [uri, name], attribute: attribute(name, '', sub ? { type: 'complex' } : { open: true }), sub };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
