import { type AttributeFilter, assertNever, type ComparedAttribute, type CompareOperator } from '@roster/domain';

/** Whether a value of a multi-valued attribute, or a resource, matches. What the database finds: see `filterCondition`. */
export function matchesFilter(filter: AttributeFilter, value: unknown): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.filters.every((part) => matchesFilter(part, value));
    case 'or':
      return filter.filters.some((part) => matchesFilter(part, value));
    case 'not':
      return !matchesFilter(filter.filter, value);
    case 'present': {
      const text = textOf(filter.attribute, value);
      return text !== null && text !== '' && text !== '{}';
    }
    case 'compare':
      return compares(filter.attribute, filter.operator, textOf(filter.attribute, value), filter.value);
    case 'some': {
      const values = valueAt(filter.names, value);
      const { filter: inner } = filter;
      return Array.isArray(values) && values.some((element) => inner === null || matchesFilter(inner, element));
    }
    default:
      return assertNever(filter);
  }
}

function valueAt(names: readonly string[], value: unknown): unknown {
  return names.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? Reflect.get(inner, name) : undefined,
    value,
  );
}

function textOf({ names }: ComparedAttribute, value: unknown): string | null {
  const found = valueAt(names, value) ?? null;
  if (found === null) return null;
  return typeof found === 'object' ? JSON.stringify(found) : String(found);
}

function compares(
  { type, caseExact }: ComparedAttribute,
  operator: CompareOperator,
  found: string | null,
  sought: string,
): boolean {
  if (found === null) return false;
  if (type === 'dateTime') return ordered(operator, Date.parse(found) - Date.parse(sought));
  if (type === 'number') return ordered(operator, Number(found) - Number(sought));
  const [one, other] = caseExact ? [found, sought] : [found.toLowerCase(), sought.toLowerCase()];
  if (operator === 'co') return one.includes(other);
  if (operator === 'sw') return one.startsWith(other);
  if (operator === 'ew') return one.endsWith(other);
  return ordered(operator, Buffer.compare(Buffer.from(one), Buffer.from(other)));
}

function ordered(operator: CompareOperator, difference: number): boolean {
  switch (operator) {
    case 'eq':
      return difference === 0;
    case 'gt':
      return difference > 0;
    case 'ge':
      return difference >= 0;
    case 'lt':
      return difference < 0;
    case 'le':
      return difference <= 0;
    default:
      return false;
  }
}
