import type { JsonObject } from '../schema/json-values.js';
import { PATCH_SCHEMA } from './patch-operations.js';

export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** A user before each change. */
export const JANE: JsonObject = {
  userName: 'jane@company.com',
  name: { givenName: 'Jane', familyName: 'Smith' },
  title: 'Clerk',
  active: true,
  emails: [
    { value: 'jane@company.com', type: 'work', primary: true },
    { value: 'jane@home.example', type: 'home' },
  ],
};
const [WORK, HOME] = JANE.emails as JsonObject[];

export function patch(...operations: readonly unknown[]) {
  return { schemas: [PATCH_SCHEMA], Operations: operations };
}

interface ProviderPatch {
  readonly what: string;
  readonly body: unknown;
  /** What changes; undefined where a field goes. */
  readonly changes: Readonly<Record<string, unknown>>;
}

/** Bodies in the shapes of the providers' documents and logs, with names of our own. */
export const PROVIDER_PATCHES: readonly ProviderPatch[] = [
  {
    what: 'Okta deactivates a user',
    body: patch({ op: 'replace', value: { active: false } }),
    changes: { active: false },
  },
  {
    what: 'Okta sends a password, which is ignored',
    body: patch({ op: 'replace', value: { password: 'correct horse', title: 'Chief' } }),
    changes: { title: 'Chief' },
  },
  {
    what: 'Entra ID deactivates a user with a text in capitals',
    body: patch({ op: 'Replace', path: 'active', value: 'False' }),
    changes: { active: false },
  },
  {
    what: 'Entra ID replaces attributes by dotted names, without a path',
    body: patch({
      op: 'Replace',
      value: { 'name.givenName': 'Janet', displayName: 'Janet Smith', [`${ENTERPRISE}:department`]: 'Sales' },
    }),
    changes: {
      name: { givenName: 'Janet', familyName: 'Smith' },
      displayName: 'Janet Smith',
      [ENTERPRISE]: { department: 'Sales' },
    },
  },
  {
    what: 'Entra ID replaces the work address',
    body: patch({ op: 'Replace', path: 'emails[type eq "work"].value', value: 'j@company.com' }),
    changes: { emails: [{ ...WORK, value: 'j@company.com' }, HOME] },
  },
  {
    what: 'Entra ID adds a telephone number where there is none of the type',
    body: patch({ op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+1 555 0100' }),
    changes: { phoneNumbers: [{ type: 'mobile', value: '+1 555 0100' }] },
  },
  {
    what: 'Entra ID adds a role with a boolean as text',
    body: patch({ op: 'Add', path: 'roles[primary eq "True"].value', value: 'Editor' }),
    changes: { roles: [{ primary: true, value: 'Editor' }] },
  },
  {
    what: 'Entra ID sets the manager by ID only',
    body: patch({ op: 'Add', path: `${ENTERPRISE}:manager`, value: 'usr_boss' }),
    changes: { [ENTERPRISE]: { manager: { value: 'usr_boss' } } },
  },
  {
    what: 'Entra ID removes one value of a list by the value',
    body: patch({ op: 'Remove', path: 'emails', value: [{ $ref: null, value: 'jane@home.example' }] }),
    changes: { emails: [WORK] },
  },
  {
    what: 'Entra ID removes an attribute',
    body: patch({ op: 'Remove', path: 'title' }),
    changes: { title: undefined },
  },
  {
    what: 'a custom attribute is set in an extension that Roster does not know',
    body: patch({ op: 'add', path: 'urn:example:custom:2.0:User:badge', value: 'B-7' }),
    changes: { 'urn:example:custom:2.0:User': { badge: 'B-7' } },
  },
  {
    what: 'custom attributes take any JSON in an extension that Roster does not know',
    body: patch(
      { op: 'add', path: 'urn:example:custom:2.0:User:level', value: 12 },
      { op: 'add', path: 'urn:example:custom:2.0:User:remote', value: true },
      { op: 'add', path: 'urn:example:custom:2.0:User:tags', value: ['a', { b: 1 }] },
      { op: 'replace', value: { 'urn:example:custom:2.0:User:desk.floor': 3 } },
    ),
    changes: {
      'urn:example:custom:2.0:User': { level: 12, remote: true, tags: ['a', { b: 1 }], desk: { floor: 3 } },
    },
  },
  {
    what: 'the attributes of the core schema are under its URI',
    body: patch({ op: 'replace', value: { 'urn:ietf:params:scim:schemas:core:2.0:User': { title: 'Chief' } } }),
    changes: { title: 'Chief' },
  },
  {
    what: 'an extension is replaced without a path',
    body: patch({ op: 'replace', value: { [ENTERPRISE]: { costCenter: '42' } } }),
    changes: { [ENTERPRISE]: { costCenter: '42' } },
  },
  {
    what: 'what cannot be changed is passed over without a path',
    body: patch({ op: 'replace', value: { id: 'usr_other', meta: {}, schemas: [], title: 'Chief' } }),
    changes: { title: 'Chief' },
  },
  {
    what: 'an address is added that is there already',
    body: patch({ op: 'add', path: 'emails', value: [HOME] }),
    changes: {},
  },
  {
    what: 'a new preferred address takes the place of the old one',
    body: patch({ op: 'add', path: 'emails', value: { value: 'new@company.com', primary: true } }),
    changes: { emails: [{ ...WORK, primary: false }, HOME, { value: 'new@company.com', primary: true }] },
  },
  {
    what: 'an earlier value of the list becomes the preferred one',
    body: patch(
      { op: 'replace', path: 'emails[type eq "home"].primary', value: true },
      { op: 'replace', path: 'emails[type eq "work"].primary', value: true },
    ),
    changes: { emails: [WORK, { ...HOME, primary: false }] },
  },
  {
    what: 'the values that a filter selects are removed, and the last one takes the attribute with it',
    body: patch({ op: 'remove', path: 'emails[type eq "home"]' }, { op: 'remove', path: 'emails[primary eq true]' }),
    changes: { emails: undefined },
  },
  {
    what: 'null unassigns',
    body: patch({ op: 'replace', path: 'title', value: null }, { op: 'replace', value: { name: { givenName: null } } }),
    changes: { title: undefined },
  },
  {
    what: 'names are in any case',
    body: { SCHEMAS: [PATCH_SCHEMA.toLowerCase()], operations: [{ OP: 'REPLACE', Path: 'TITLE', Value: 'Chief' }] },
    changes: { title: 'Chief' },
  },
];
