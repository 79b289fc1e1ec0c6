import { type AttributeFilter, assertNever, type ComparedAttribute, type CompareOperator } from '@roster/domain';
import { literal } from '../sql.js';

/** Where the attributes of a resource are in SQL. */
export interface FilterColumns {
  /** The expressions of attributes with one value, by name: `meta.created`. Booleans as text. */
  readonly single: Readonly<Record<string, string>>;
  /** The rows of multi-valued attributes, by name, with the columns of one value. */
  readonly lists: Readonly<Record<string, { readonly from: string; readonly value: FilterColumns }>>;
  /** The `jsonb` expression that holds all others. */
  readonly document: string;
}

/** The values of a multi-valued attribute, as rows `e`. */
const ELEMENT: FilterColumns = { single: {}, lists: {}, document: 'e.value' };

/** The condition of a filter; its parameters are added to the values. Text comes only from `columns`. */
export function filterCondition(filter: AttributeFilter, columns: FilterColumns, values: unknown[]): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      if (filter.filters.length === 0) return String(filter.kind === 'and');
      return `(${filter.filters.map((part) => filterCondition(part, columns, values)).join(` ${filter.kind} `)})`;
    case 'not':
      // Without the attribute the condition is null, and its negation true.
      return `(${filterCondition(filter.filter, columns, values)}) IS NOT TRUE`;
    case 'present':
      return presence(filter.attribute, columns, values);
    case 'compare':
      return comparison(filter.attribute, filter.operator, filter.value, columns, values);
    case 'some': {
      const { from, value } = listOf(filter.names, columns, values);
      const condition = filter.filter === null ? 'true' : filterCondition(filter.filter, value, values);
      return `EXISTS (SELECT FROM ${from} WHERE ${condition})`;
    }
    default:
      return assertNever(filter);
  }
}

/** The expression by which resources are sorted: text that differs in case counts as equal where the schema says so. */
export function sortKey(
  { attribute, absent = false }: { readonly attribute: ComparedAttribute; readonly absent?: boolean },
  columns: FilterColumns,
  values: unknown[],
): string {
  if (absent) return attribute.type === 'dateTime' ? 'NULL::timestamptz' : `(NULL::text COLLATE ${UNICODE})`;
  const expression = columnOf(attribute, columns, values);
  if (attribute.type === 'dateTime') return expression;
  return ordered(expression, attribute);
}

function listOf(names: readonly string[], columns: FilterColumns, values: unknown[]) {
  const list = columns.lists[names.join('.')];
  if (list !== undefined) return list;
  return { from: `jsonb_array_elements(${inDocument('#>', names, columns, values)}) e`, value: ELEMENT };
}

function columnOf({ names }: ComparedAttribute, columns: FilterColumns, values: unknown[]): string {
  return columns.single[names.join('.')] ?? inDocument('#>>', names, columns, values);
}

function inDocument(operator: '#>' | '#>>', names: readonly string[], { document }: FilterColumns, values: unknown[]) {
  return `(${document} ${operator} $${values.push(names)}::text[])`;
}

/** https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2: `pr` is about values that are neither null nor empty. */
function presence(attribute: ComparedAttribute, columns: FilterColumns, values: unknown[]): string {
  const expression = columnOf(attribute, columns, values);
  return attribute.type === 'dateTime' ? `${expression} IS NOT NULL` : `${expression} NOT IN ('', '{}')`;
}

const SQL_OPERATORS = { eq: '=', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

function comparison(
  attribute: ComparedAttribute,
  operator: CompareOperator,
  value: string,
  columns: FilterColumns,
  values: unknown[],
): string {
  const expression = columnOf(attribute, columns, values);
  if (operator === 'co' || operator === 'sw' || operator === 'ew') {
    const pattern = `${operator === 'sw' ? '' : '%'}${literal(value)}${operator === 'ew' ? '' : '%'}`;
    return `${folded(expression, attribute)} LIKE ${folded(`$${values.push(pattern)}::text`, attribute)}`;
  }
  const sqlOperator = SQL_OPERATORS[operator];
  if (attribute.type === 'dateTime') return `${expression} ${sqlOperator} $${values.push(value)}::timestamptz`;
  if (attribute.type === 'number') return `${numberIn(expression)} ${sqlOperator} $${values.push(value)}::numeric`;
  const form = operator === 'eq' ? folded : ordered;
  return `${form(expression, attribute)} ${sqlOperator} ${form(`$${values.push(value)}::text`, attribute)}`;
}

/** The number that the text is; null when it is none, or one longer than `numeric` takes. */
function numberIn(expression: string): string {
  return `CASE WHEN length(${expression}) < 1000 AND ${expression} ~ '^-?[0-9]+([.][0-9]+)?$' THEN ${expression}::numeric END`;
}

/** Folds as `scim_users_user_name_key` does, and orders by code point, whatever the locale of the database. */
const UNICODE = 'pg_c_utf8';

/** In lower case where case does not matter. */
function folded(expression: string, { caseExact }: ComparedAttribute): string {
  return caseExact ? expression : `lower(${expression} COLLATE ${UNICODE})`;
}

/** In a form whose order is that of code points. */
function ordered(expression: string, attribute: ComparedAttribute): string {
  return attribute.caseExact ? `(${expression} COLLATE ${UNICODE})` : folded(expression, attribute);
}
