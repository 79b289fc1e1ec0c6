import type { AttributeFilter, ComparedAttribute, CompareOperator } from '@roster/domain';
import { type Attribute } from '../schema/attribute.js';
import { type AttributePath, findSub } from '../schema/attribute-path.js';
import { ScimError } from '../scim-error.js';
import { readDateTime } from './date-time.js';

const OPERATORS: ReadonlySet<string> = new Set(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr']);
export type FilterOperator = CompareOperator | 'ne' | 'pr';

export function isOperator(word: string): word is FilterOperator {
  return OPERATORS.has(word);
}

/** What a filter compares with. */
export type FilterValue = string | number | boolean | null;

/**
 * The comparison of an attribute with a value. A multi-valued attribute matches when one of its values does.
 *
 * @param value undefined for `pr`
 * @throws ScimError invalidFilter when attribute, operator and value do not go together
 */
export function compare(path: AttributePath, operator: FilterOperator, value?: FilterValue): AttributeFilter {
  if (operator === 'ne') return { kind: 'not', filter: compare(path, 'eq', value) };
  if (value === null && operator === 'eq') return { kind: 'not', filter: compare(path, 'pr') };
  const { names, attribute, sub } = path;
  if (attribute.multiValued) {
    const whole = operator === 'pr' && sub === null;
    const inner = whole ? null : test([], attribute, sub, operator, value);
    return { kind: 'some', names, filter: inner };
  }
  return test(names, attribute, sub, operator, value);
}

/** For one value, which has these names in the resource or list. */
function test(
  names: readonly string[],
  attribute: Attribute,
  sub: Attribute | null,
  operator: CompareOperator | 'pr',
  value: FilterValue | undefined,
): AttributeFilter {
  const leaf = sub ?? (operator === 'pr' ? attribute : (findSub(attribute, 'value') ?? attribute));
  const known = comparedAttribute(leaf === attribute ? names : [...names, leaf.name], leaf);
  const compared = leaf.open === true ? { ...known, type: typeOf(value) } : known;
  if (operator === 'pr') return { kind: 'present', attribute: compared };
  return { kind: 'compare', attribute: compared, operator, value: comparable(compared, leaf.name, operator, value) };
}

function isSubstring(operator: CompareOperator): boolean {
  return operator === 'co' || operator === 'sw' || operator === 'ew';
}

/** Values of an attribute that no schema describes are compared as what the filter compares them with. */
function typeOf(value: FilterValue | undefined): ComparedAttribute['type'] {
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'string';
}

/** An attribute with one value, as filters and sorting use it. */
export function comparedAttribute(names: readonly string[], { type, caseExact }: Attribute): ComparedAttribute {
  return { names, caseExact, type: type === 'reference' || type === 'binary' ? 'string' : type };
}

function comparable(
  { type }: ComparedAttribute,
  name: string,
  operator: CompareOperator,
  value: FilterValue | undefined,
): string {
  const mismatch = (expected: string) => new ScimError('invalidFilter', `"${name}" can only be compared ${expected}.`);
  switch (type) {
    case 'complex':
      throw new ScimError('invalidFilter', `"${name}" has no value of its own. Compare one of its sub-attributes.`);
    case 'boolean': {
      // Entra ID sends booleans as text.
      const text = String(value).toLowerCase();
      if (operator !== 'eq' || (text !== 'true' && text !== 'false')) throw mismatch('with true or false, by eq or ne');
      return text;
    }
    case 'dateTime': {
      const time = typeof value === 'string' ? readDateTime(value) : null;
      if (time === null) throw mismatch('with a time such as "2026-01-31T12:00:00Z"');
      if (isSubstring(operator)) throw mismatch('by eq, ne, gt, ge, lt or le');
      return time;
    }
    case 'number':
      if (isSubstring(operator)) throw mismatch('with a number by eq, ne, gt, ge, lt or le');
      return String(value);
    case 'string':
      if (typeof value !== 'string') throw mismatch('with a string in double quotes');
      return value;
  }
}
