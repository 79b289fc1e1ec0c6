import { comment, literal, NOTE } from './python-text.mjs';

/** A list of allowed values that has a name of its own, and where the document has it. */
const NAMED_ENUMS = {
  ErrorCode: (schemas) => schemas.Error.properties.error.properties.code,
  Scope: (schemas) => schemas.ApiKey.properties.scopes.items,
};

/** The types of an OpenAPI document as Python has them: a `TypedDict` for each object that is used. */
export class PythonTypes {
  #schemas;
  /** Name of an enum by its values. */
  #enums = new Map();
  /** Text of each class by its name, or null while it is being made. */
  #classes = new Map();
  /** Types of the options by the name that they have together. */
  #unions = new Map();

  constructor(document) {
    this.#schemas = document.components.schemas;
    for (const [name, find] of Object.entries(NAMED_ENUMS))
      this.#enums.set(JSON.stringify(this.resolve(find(this.#schemas)).enum), name);
  }

  /** The schema itself, when it is a reference. */
  resolve(schema) {
    return schema.$ref ? this.#schemas[nameOf(schema.$ref)] : schema;
  }

  /** Its type as Python writes it. `name`: for an object that has none in the document. */
  of(schema, name) {
    if (schema.$ref) {
      const referred = nameOf(schema.$ref);
      const type = this.of(this.#schemas[referred], referred);
      if (!type.startsWith('Union[')) return type;
      this.#unions.set(referred, type);
      return referred;
    }
    const options = schema.anyOf ?? schema.oneOf;
    if (options) return union(options.map((option) => this.of(option, name)));
    if (Array.isArray(schema.type)) return union(schema.type.map((type) => this.of({ ...schema, type }, name)));
    if (schema.enum)
      return this.#enums.get(JSON.stringify(schema.enum)) ?? `Literal[${schema.enum.map(literal).join(', ')}]`;
    if ('const' in schema) return `Literal[${literal(schema.const)}]`;
    switch (schema.type) {
      case 'null':
        return 'None';
      case 'string':
        return 'str';
      case 'boolean':
        return 'bool';
      case 'integer':
        return 'int';
      case 'number':
        return 'float';
      case 'array':
        return `List[${this.of(schema.items, `${name}Item`)}]`;
      case 'object':
        return schema.properties ? this.#object(schema, name) : 'Dict[str, Any]';
      case undefined:
        return 'Any';
      default:
        throw new Error(`${name}: ${JSON.stringify(schema)} has no type in Python.`);
    }
  }

  /** The same for what is given to the API: a moment may be a `datetime`. */
  input(schema, name) {
    const { format } = schema.anyOf?.find((option) => option.format) ?? schema;
    const type = this.of(schema, name);
    return format === 'date-time' ? type.replace(/\bstr\b/, 'Moment') : type;
  }

  pascal = pascal;
  descriptionOf = describe;

  /** Everything that can be imported from the module. */
  names() {
    return ['Moment', ...this.#enums.values(), ...this.#classes.keys(), ...this.#unions.keys()].sort();
  }

  /** The type of the entries of a list, whose pages have this name. */
  itemsOf(schema, page) {
    return this.of(schema, page.replace(/Page$/, ''));
  }

  /** The type of what is one of these schemas; null: of nothing. */
  ofNames(names) {
    return union(names.map((name) => (name === null ? 'None' : this.of({ $ref: name }))));
  }

  /** The module with everything that was asked for. */
  module() {
    const enums = [
      'Moment = Union[str, datetime]',
      ...[...this.#enums].map(
        ([values, name]) =>
          `${name} = Literal[\n${JSON.parse(values)
            .map((value) => `    ${literal(value)},\n`)
            .join('')}]`,
      ),
    ];
    const classes = [...this.#classes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
    // After the classes, which they name.
    const unions = [...this.#unions].map(
      ([name, type]) =>
        `${name} = ${type.replace('[', '[\n    ').replaceAll(', ', ',\n    ').replace(/\]$/, ',\n]')}\n`,
    );
    const used = ['Any', 'Dict', 'List', 'Literal', 'Optional', 'TypedDict', 'Union'].filter((name) =>
      [...enums, ...classes, ...unions].some((text) => new RegExp(`\\b${name}\\b`).test(text)),
    );
    return [
      `"""What the API takes and gives. Moments are texts of ISO 8601."""\n\n${NOTE}\nfrom __future__ import annotations\n\nfrom datetime import datetime\nfrom typing import ${used.join(', ')}\n\n${enums.join('\n\n')}\n`,
      ...classes,
      ...unions,
    ].join('\n\n');
  }

  #object(schema, name) {
    if (this.#classes.has(name)) return name;
    this.#classes.set(name, null);
    const required = new Set(schema.required);
    const fields = Object.entries(schema.properties).map(([field, of]) => ({
      text: `${comment(describe(of), '    ')}    ${field}: ${this.of(of, name + pascal(field))}\n`,
      optional: !required.has(field),
    }));
    const text = (wanted) =>
      fields
        .filter(({ optional }) => optional === wanted)
        .map(({ text }) => text)
        .join('') || '    pass\n';
    const about = schema.description ? `${comment(schema.description, '')}` : '';
    this.#classes.set(
      name,
      fields.some(({ optional }) => optional)
        ? `class _${name}(TypedDict):\n${text(false)}\n\n${about}class ${name}(_${name}, total=False):\n${text(true)}`
        : `${about}class ${name}(TypedDict):\n${text(false)}`,
    );
    return name;
  }
}

function union(types) {
  const some = [...new Set(types)].filter((type) => type !== 'None');
  const joined = some.length === 1 ? some[0] : `Union[${some.join(', ')}]`;
  if (some.length === 0) return 'None';
  return types.includes('None') ? `Optional[${joined}]` : joined;
}

const nameOf = (ref) => ref.split('/').at(-1);
const pascal = (field) => field.replace(/(?:^|_)([a-z])/g, (_, letter) => letter.toUpperCase());
/** Of a nullable field the description may be within. */
const describe = ({ description, anyOf }) => description ?? anyOf?.find((option) => option.description)?.description;
