/** An attribute as RFC 7643, section 7, describes it and `/Schemas` shows it. */
export interface Attribute {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'dateTime' | 'reference' | 'complex' | 'binary';
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness: 'none' | 'server';
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly Attribute[];
  /** Of an extension that Roster does not know: its values are any JSON. */
  readonly open?: true;
}

export interface Schema {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
}

/** A kind of resource: its own schema and those that extend it. */
export interface ResourceType {
  readonly name: 'User' | 'Group';
  readonly endpoint: '/Users' | '/Groups';
  readonly schema: Schema;
  readonly extensions: readonly Schema[];
}

type Properties = Partial<Omit<Attribute, 'name' | 'description'>>;

/** An attribute with the usual characteristics (RFC 7643, section 2.2). */
export function attribute(name: string, description: string, properties: Properties = {}): Attribute {
  return {
    name,
    type: 'string',
    multiValued: false,
    description,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...properties,
  };
}

export function complex(
  name: string,
  description: string,
  subAttributes: readonly Attribute[],
  properties: Properties = {},
): Attribute {
  return attribute(name, description, { type: 'complex', subAttributes, ...properties });
}

/** A list of values with type, label and preference (RFC 7643, section 2.4). */
export function list(name: string, description: string, types: readonly string[], value: Properties = {}): Attribute {
  const subAttributes = [
    attribute('value', 'The value itself.', value),
    attribute('display', 'The value for display.'),
    attribute('type', 'The kind of value, such as work.', types.length === 0 ? {} : { canonicalValues: types }),
    attribute('primary', 'Whether this is the preferred value. At most one is.', { type: 'boolean' }),
  ];
  return complex(name, description, subAttributes, { multiValued: true });
}

const READ_ONLY = { mutability: 'readOnly' } as const;

/** What every resource has (RFC 7643, section 3.1), though no schema lists it. */
export const COMMON_ATTRIBUTES: readonly Attribute[] = [
  attribute('schemas', 'The URIs of the schemas of this resource.', {
    ...READ_ONLY,
    type: 'reference',
    multiValued: true,
    caseExact: true,
    returned: 'always',
  }),
  attribute('id', 'The ID that Roster gave the resource.', { ...READ_ONLY, caseExact: true, returned: 'always' }),
  attribute('externalId', 'The ID that the identity provider gave the resource.', { caseExact: true }),
  complex(
    'meta',
    'About the resource.',
    [
      attribute('resourceType', 'The type of the resource.', { ...READ_ONLY, caseExact: true }),
      attribute('created', 'When the resource was created.', { ...READ_ONLY, type: 'dateTime' }),
      attribute('lastModified', 'When the resource was last changed.', { ...READ_ONLY, type: 'dateTime' }),
      attribute('location', 'The URI of the resource.', { ...READ_ONLY, type: 'reference', caseExact: true }),
      attribute('version', 'The ETag of the resource.', { ...READ_ONLY, caseExact: true }),
    ],
    READ_ONLY,
  ),
];

/** The attributes of an extension, as the one attribute of a resource that they are in JSON. */
export function extensionAttribute({ id, description, attributes }: Schema): Attribute {
  return complex(id, description, attributes);
}

/** All attributes at the top of a resource, extensions among them. */
export function fieldsOf({ schema, extensions }: ResourceType): Attribute[] {
  return [...COMMON_ATTRIBUTES, ...schema.attributes, ...extensions.map(extensionAttribute)];
}
