import type { ScimGroupFields, ScimGroupRow, ScimMembersChange } from '@roster/database';
import type { AttributeFilter } from '@roster/domain';
import { applyPatch } from '../patch/apply-patch.js';
import { type PatchOperation, parsePatch } from '../patch/patch-operations.js';
import { readValue } from '../schema/attribute-value.js';
import { GROUP } from '../schema/group-schema.js';
import { ScimError } from '../scim-error.js';
import { groupFields, memberIds } from './group-input.js';

interface GroupPatch {
  readonly fields: (group: ScimGroupRow) => ScimGroupFields;
  readonly members: ScimMembersChange;
  /** Whether nothing but members may change. */
  readonly membersOnly: boolean;
}

/**
 * Reads the PATCH of a group. Its members are not needed for that: the operations become those to add and those to
 * remove, of which the last on a member counts.
 *
 * @throws ScimError
 */
export function readGroupPatch(body: unknown): GroupPatch {
  const operations = parsePatch(body, GROUP);
  const ofMembers = operations.filter(isOfMembers);
  const others = operations.filter((operation) => !isOfMembers(operation));
  return {
    fields: ({ display_name, external_id, attributes }) =>
      groupFields(applyPatch({ ...attributes, displayName: display_name, externalId: external_id }, others)),
    members: ofMembers.reduce(changeMembers, { exactly: null, each: new Map() }),
    membersOnly: others.length === 0,
  };
}

function isOfMembers({ path }: PatchOperation): boolean {
  return path.attribute.name === 'members' && path.names.length === 1;
}

function changeMembers(change: ScimMembersChange, operation: PatchOperation): ScimMembersChange {
  const { op, path, value } = operation;
  if (path.sub !== null) throw new ScimError('mutability', 'A member is added or removed, but not changed.');
  if (path.filter !== null) {
    if (op !== 'remove') throw new ScimError('mutability', 'A member is added or removed, but not changed.');
    return withMembers(change, selectedIds(path.filter), false);
  }
  const ids = memberIds(readValue(value, path.attribute));
  if (op === 'replace' || (op === 'remove' && value === undefined)) return { exactly: new Set(ids), each: new Map() };
  return withMembers(change, ids, op === 'add');
}

function withMembers({ exactly, each }: ScimMembersChange, ids: readonly string[], adds: boolean): ScimMembersChange {
  if (exactly === null) return { exactly, each: new Map([...each, ...ids.map((id) => [id, adds] as const)]) };
  const kept = adds ? [...exactly, ...ids] : [...exactly].filter((id) => !ids.includes(id));
  return { exactly: new Set(kept), each };
}

/** The members that a filter names: `value eq "usr_…"`, or several of them. */
function selectedIds(filter: AttributeFilter): string[] {
  if (filter.kind === 'or') return filter.filters.flatMap(selectedIds);
  if (filter.kind === 'compare' && filter.operator === 'eq' && filter.attribute.names.join('.') === 'value') {
    return [filter.value];
  }
  throw new ScimError('invalidFilter', 'Members are selected by their "value", with "eq" and "or".');
}
