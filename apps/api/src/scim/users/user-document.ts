import type { NewScimUser, ScimUserChange, ScimUserFields, ScimUserRow } from '@roster/database';
import { emailSchema, fullNameSchema } from '@roster/domain';
import { fieldsOf } from '../schema/attribute.js';
import { isPrimary, readFields } from '../schema/attribute-value.js';
import { isObject, type JsonObject, readMessage } from '../schema/json-values.js';
import { assertListNotTooLarge, assertNotTooLarge, identifier } from '../schema/stored-values.js';
import { ENTERPRISE_USER_SCHEMA, USER, USER_SCHEMA } from '../schema/user-schema.js';
import { ScimError } from '../scim-error.js';

/** A User as the provider may write it: without what only Roster sets, and without the password. */
export type UserDocument = JsonObject;

const FIELDS = fieldsOf(USER);
const NOT_KEPT: ReadonlySet<string> = new Set([
  'schemas',
  ...FIELDS.filter(({ mutability, returned }) => mutability === 'readOnly' || returned === 'never').map(
    ({ name }) => name,
  ),
]);

/**
 * Reads the body of a POST or PUT.
 *
 * @throws ScimError invalidSyntax, invalidValue
 */
export function readUser(body: unknown): UserDocument {
  const fields = readFields(readMessage(body, USER_SCHEMA.id), FIELDS, 'User');
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !NOT_KEPT.has(name)));
}

/** A user as the provider wrote it, with what has changed about the person since. */
export function documentOf(row: ScimUserRow): UserDocument {
  const { user_name, external_id, attributes, full_name, email, active } = row;
  const { emails } = attributes;
  return {
    ...attributes,
    userName: user_name,
    ...(external_id === null ? {} : { externalId: external_id }),
    ...(Object.hasOwn(attributes, 'displayName') ? { displayName: full_name } : {}),
    ...(Array.isArray(emails) ? { emails: emails.map((entry) => ({ value: email, ...entry })) } : {}),
    active,
  };
}

/**
 * The user that a provider sends for the first time.
 *
 * @throws ScimError invalidValue
 */
export function newUserOf(document: UserDocument): NewScimUser {
  return {
    ...fieldsOfUser(document),
    department: { name: departmentOf(document), changed: true },
    full_name: fullNameOf(document),
    email: addressOf(document),
    active: document.active !== false,
  };
}

/**
 * The change that leads from one document to another. The person's name and address change only where the provider
 * changed them, so that what somebody changed in Roster stays.
 *
 * @throws ScimError invalidValue
 */
export function changeOf(before: UserDocument, after: UserDocument): ScimUserChange {
  const full_name = fullNameOf(after);
  const email = addressOf(after);
  const active = after.active ?? before.active;
  const department = departmentOf(after);
  return {
    ...fieldsOfUser(after),
    department: { name: department, changed: department !== departmentOf(before) },
    person: {
      ...(full_name === fullNameOf(before) ? {} : { full_name }),
      ...(email === null || email === addressOf(before) ? {} : { email }),
      ...(active === before.active ? {} : { status: active === false ? 'deactivated' : 'active' }),
    },
  };
}

function fieldsOfUser(document: UserDocument): Omit<ScimUserFields, 'department'> {
  const { userName, externalId, active: _, ...rest } = document;
  const user_name = identifier(userName, 'userName');
  if (user_name === null) throw new ScimError('invalidValue', 'A User needs a "userName".');
  const external_id = identifier(externalId, 'externalId');
  for (const [name, value] of Object.entries(rest)) if (Array.isArray(value)) assertListNotTooLarge(value, name);
  const attributes = storedAttributes(rest);
  assertNotTooLarge(attributes, 'User');
  return { user_name, external_id, attributes };
}

/** The address of the member is in its own column only. */
function storedAttributes(document: JsonObject): JsonObject {
  const { emails: _, ...others } = document;
  const emails = emailsOf(document);
  const own = memberAddressAt(emails);
  const stored = emails.map((entry, index) => {
    const { value, ...rest } = entry;
    return index === own ? rest : { value, ...rest };
  });
  return stored.length === 0 ? others : { ...others, emails: stored };
}

function emailsOf({ emails }: JsonObject): JsonObject[] {
  const entries = Array.isArray(emails) ? emails.filter(isObject) : [];
  return entries.filter(({ value }) => typeof value === 'string' && value !== '');
}

/** Which of the addresses is the member's: the primary one, else the first for work, else the first; -1 without any. */
function memberAddressAt(emails: readonly JsonObject[]): number {
  const primary = emails.findIndex(isPrimary);
  if (primary !== -1) return primary;
  const work = emails.findIndex(({ type }) => typeof type === 'string' && type.toLowerCase() === 'work');
  return work === -1 && emails.length > 0 ? 0 : work;
}

/** The address of the member; without `emails`, a userName that is an address. Null when there is none. */
function addressOf(document: UserDocument): string | null {
  const emails = emailsOf(document);
  const own = emails[memberAddressAt(emails)];
  if (own === undefined) return emailSchema.safeParse(document.userName).data ?? null;
  const address = emailSchema.safeParse(own.value);
  if (address.success) return address.data;
  throw new ScimError('invalidValue', `Expected in "emails" ${address.error.issues[0]?.message}.`);
}

/** The department of the enterprise extension, normalized as the names of departments are. */
function departmentOf({ [ENTERPRISE_USER_SCHEMA.id]: extension }: UserDocument): string | null {
  const { department } = isObject(extension) ? extension : {};
  const name = typeof department === 'string' ? department.normalize('NFC').trim() : '';
  return name === '' ? null : name;
}

const MAX_FULL_NAME = 200;

function fullNameOf({ displayName, name, userName }: UserDocument): string {
  const parts = isObject(name) ? name : {};
  const joined = [parts.givenName, parts.familyName].filter((part) => typeof part === 'string').join(' ');
  const texts = [displayName, parts.formatted, joined, userName];
  const chosen = texts.find((text): text is string => typeof text === 'string' && text.trim() !== '') ?? '';
  const shortened = chosen === displayName ? chosen : [...chosen].slice(0, MAX_FULL_NAME).join('');
  const fullName = fullNameSchema.safeParse(shortened);
  if (fullName.success) return fullName.data;
  throw new ScimError('invalidValue', `Expected for the name of a User ${fullName.error.issues[0]?.message}.`);
}
