/**
 * A SCIM filter (RFC 7644, section 3.4.2.2) whose attributes have been resolved against a schema. `ne` is the negation of
 * `eq`, so a resource without the attribute matches `ne`.
 */
export type AttributeFilter =
  /** `or` of nothing matches nothing. */
  | { readonly kind: 'and' | 'or'; readonly filters: readonly AttributeFilter[] }
  | { readonly kind: 'not'; readonly filter: AttributeFilter }
  | { readonly kind: 'present'; readonly attribute: ComparedAttribute }
  | {
      readonly kind: 'compare';
      readonly attribute: ComparedAttribute;
      readonly operator: CompareOperator;
      /** A boolean is compared with "true" or "false". */
      readonly value: string;
    }
  /** Some value of a multi-valued attribute matches; without a filter, it has a value. */
  | { readonly kind: 'some'; readonly names: readonly string[]; readonly filter: AttributeFilter | null };

export type CompareOperator = 'eq' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';

/** An attribute with one value. */
export interface ComparedAttribute {
  /**
   * Its place in the resource, or in the value of the multi-valued attribute around it: `['name', 'givenName']`. Empty for
   * the value itself.
   */
  readonly names: readonly string[];
  /** A `number` is of an extension that Roster does not know; other values are no numbers, and do not match. */
  readonly type: 'string' | 'number' | 'boolean' | 'dateTime' | 'complex';
  /** Whether upper and lower case differ. */
  readonly caseExact: boolean;
}
