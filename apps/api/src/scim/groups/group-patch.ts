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
    members: membersChange(ofMembers),
    membersOnly: others.length === 0,
  };
}

function isOfMembers({ path }: PatchOperation): boolean {
  return path.attribute.name === 'members' && path.names.length === 1;
}

function membersChange(operations: readonly PatchOperation[]): ScimMembersChange {
  const each = new Map<string, boolean>();
  let exactly: Set<string> | null = null;
  for (const { op, path, value } of operations) {
    if (path.sub !== null || (path.filter !== null && op !== 'remove'))
      throw new ScimError('mutability', 'A member is added or removed, but not changed.');
    // A provider that loses the value must not empty the group.
    if (path.filter === null && ((op === 'replace' && value === undefined) || (op === 'remove' && value === null)))
      throw new ScimError('invalidValue', 'The "value" is missing. To remove all members, replace them with [].');
    const ids = path.filter === null ? memberIds(readValue(value, path.attribute)) : selectedIds(path.filter);
    if (path.filter === null && (op === 'replace' || (op === 'remove' && value === undefined))) {
      exactly = new Set(ids);
      each.clear();
    } else if (exactly === null) for (const id of ids) each.set(id, op === 'add');
    else if (op === 'add') for (const id of ids) exactly.add(id);
    else for (const id of ids) exactly.delete(id);
  }
  return { exactly, each };
}

/** The members that a filter names: `value eq "usr_…"`, or several of them. */
function selectedIds(filter: AttributeFilter): string[] {
  if (filter.kind === 'or') return filter.filters.flatMap(selectedIds);
  if (filter.kind === 'compare' && filter.operator === 'eq' && filter.attribute.names.join('.') === 'value') {
    return [filter.value];
  }
  throw new ScimError('invalidFilter', 'Members are selected by their "value", with "eq" and "or".');
}
