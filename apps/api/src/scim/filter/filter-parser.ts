import type { AttributeFilter } from '@roster/domain';
import type { Attribute, ResourceType } from '../schema/attribute.js';
import { type AttributePath, type FoundPath, findSub, resolveAmong, resolvePath } from '../schema/attribute-path.js';
import { ScimError } from '../scim-error.js';
import { compare, type FilterValue, isOperator } from './comparisons.js';
import { scan, type Token } from './filter-scanner.js';

/** How deep parentheses may be nested. */
const MAX_DEPTH = 50;

/** As in JSON (RFC 7644, figure 1). */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e-?\d+)?$/;

/** Finds the attribute of this name. */
type Resolve = (name: string) => FoundPath | null;

/**
 * Parses a filter (RFC 7644, figure 1) on resources of this type.
 *
 * @param others queried at the same time: an attribute that only they have has no value (RFC 7644, section 3.4.2.1)
 * @throws ScimError invalidFilter
 */
export function parseFilter(text: string, type: ResourceType, others: readonly ResourceType[] = []): AttributeFilter {
  const parser = new FilterParser(scan(text, 'invalidFilter'), (name) => resolveAmong(name, type, others));
  return parser.whole();
}

/** What a comparison of an attribute without a value comes to. */
function withoutValue(comparison: AttributeFilter): AttributeFilter {
  return comparison.kind === 'not'
    ? { kind: 'not', filter: withoutValue(comparison.filter) }
    : { kind: 'or', filters: [] };
}

/** In characters. */
const LONGEST_PATH = 1_000;

/** An attribute, perhaps with a filter in brackets and then a sub-attribute. */
const VALUE_PATH = /^([^[]*)(?:\[(.*)\](?:\.([\w$]+))?)?$/s;

/** An attribute to change: a path of RFC 7644, figure 7. */
export interface PatchPath extends AttributePath {
  /** Which values of a multi-valued attribute. */
  readonly filter: AttributeFilter | null;
}

/**
 * Parses the path of a change, for instance `emails[type eq "work"].value`.
 *
 * @throws ScimError invalidPath, or invalidFilter for what is in brackets
 */
export function parsePath(text: string, type: ResourceType): PatchPath {
  const [, before = '', filter, subName] = VALUE_PATH.exec(text.trim()) ?? [];
  const path = text.length > LONGEST_PATH ? null : resolvePath(before.trim(), type);
  if (path === null) throw new ScimError('invalidPath', `"${excerpt(text)}" is not an attribute of ${type.name}.`);
  if (filter === undefined) return { ...path, filter: null };
  const parsed = new FilterParser(scan(filter, 'invalidFilter'), inside(path.attribute)).whole();
  const sub = subName === undefined ? null : findSub(path.attribute, subName);
  if (!path.attribute.multiValued || path.sub !== null || sub === undefined)
    throw new ScimError('invalidPath', `"${excerpt(text)}" does not select values of an attribute of ${type.name}.`);
  return { ...path, filter: parsed, sub };
}

/** The attributes of the values of a multi-valued attribute. */
function inside(list: Attribute): Resolve {
  return (name) => {
    const sub = findSub(list, name);
    return sub === undefined ? null : { names: [sub.name], attribute: sub, sub: null };
  };
}

function excerpt(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

class FilterParser {
  private position = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private resolve: Resolve,
  ) {}

  whole(): AttributeFilter {
    const filter = this.either();
    if (this.next.kind !== 'end') throw this.unexpected('the end, "and" or "or"');
    return filter;
  }

  private either(): AttributeFilter {
    return this.joined('or', () => this.joined('and', () => this.term()));
  }

  private joined(kind: 'and' | 'or', operand: () => AttributeFilter): AttributeFilter {
    const first = operand();
    const filters = [first];
    while (this.takeWord(kind)) filters.push(operand());
    return filters.length === 1 ? first : { kind, filters };
  }

  private term(): AttributeFilter {
    if (this.next.kind === '(') return this.grouped('(', ')');
    const negated = this.tokens[this.position + 1]?.kind === '(' && this.takeWord('not');
    return negated ? { kind: 'not', filter: this.grouped('(', ')') } : this.expression();
  }

  private grouped(open: '(' | '[', close: ')' | ']'): AttributeFilter {
    this.take(open);
    this.depth += 1;
    if (this.depth > MAX_DEPTH)
      throw new ScimError('invalidFilter', `The filter is nested deeper than ${MAX_DEPTH} levels.`);
    const filter = this.either();
    this.depth -= 1;
    this.take(close);
    return filter;
  }

  private expression(): AttributeFilter {
    const name = this.word('an attribute, "not" or "("');
    const path = this.resolve(name);
    if (path === null) throw new ScimError('invalidFilter', `There is no attribute "${excerpt(name)}".`);
    const filter = this.next.kind === '[' ? this.values(path) : this.comparison(path);
    return path.absent ? withoutValue(filter) : filter;
  }

  private comparison(path: AttributePath): AttributeFilter {
    const operator = this.word('an operator').toLowerCase();
    if (!isOperator(operator)) throw new ScimError('invalidFilter', `There is no operator "${excerpt(operator)}".`);
    return operator === 'pr' ? compare(path, 'pr') : compare(path, operator, this.value());
  }

  /** Entra ID compares a sub-attribute of the selected values, too: `emails[type eq "work"].value eq "…"`. */
  private values({ names, attribute, sub }: AttributePath): AttributeFilter {
    if (!attribute.multiValued || sub !== null)
      throw new ScimError('invalidFilter', `"${attribute.name}" is not a list of values: it takes no [ ].`);
    const outside = this.resolve;
    this.resolve = inside(attribute);
    const filter = this.grouped('[', ']');
    this.resolve = outside;
    if (this.next.kind !== 'word' || !this.next.text.startsWith('.')) return { kind: 'some', names, filter };
    const name = this.word('a sub-attribute');
    const path = inside(attribute)(name.slice(1));
    if (path === null) throw new ScimError('invalidFilter', `"${attribute.name}" has no "${excerpt(name.slice(1))}".`);
    const comparison = this.comparison(path);
    const among = (inner: AttributeFilter): AttributeFilter => ({
      kind: 'some',
      names,
      filter: { kind: 'and', filters: [filter, inner] },
    });
    // As everywhere, `ne` is the negation of `eq`.
    return comparison.kind === 'not' ? { kind: 'not', filter: among(comparison.filter) } : among(comparison);
  }

  private value(): FilterValue {
    const token = this.next;
    if (token.kind === 'string') {
      this.position += 1;
      return token.value;
    }
    const word = this.word('a value').toLowerCase();
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    if (NUMBER.test(word) && Number.isFinite(Number(word))) return Number(word);
    throw new ScimError('invalidFilter', 'Expected a string in double quotes, a number, true, false or null.');
  }

  private get next(): Token {
    return this.tokens[this.position] as Token;
  }

  private take(kind: Token['kind']): void {
    if (this.next.kind !== kind) throw this.unexpected(`"${kind}"`);
    this.position += 1;
  }

  private takeWord(word: string): boolean {
    const token = this.next;
    const found = token.kind === 'word' && token.text.toLowerCase() === word;
    if (found) this.position += 1;
    return found;
  }

  private word(expected: string): string {
    const token = this.next;
    if (token.kind !== 'word') throw this.unexpected(expected);
    this.position += 1;
    return token.text;
  }

  private unexpected(expected: string): ScimError {
    const { kind, at } = this.next;
    const place = kind === 'end' ? 'at the end' : `after character ${at}`;
    return new ScimError('invalidFilter', `Expected ${expected} ${place}.`);
  }
}
