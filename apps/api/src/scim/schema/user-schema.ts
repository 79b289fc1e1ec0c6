import { attribute, complex, list, type ResourceType, type Schema } from './attribute.js';

export const USER_SCHEMA: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:User',
  name: 'User',
  description: 'A person, who is a member of the organization',
  attributes: [
    attribute('userName', 'The name by which the identity provider knows the person. Unique in the connection.', {
      required: true,
      uniqueness: 'server',
    }),
    complex('name', "The parts of the person's name.", [
      attribute('formatted', 'The whole name.'),
      attribute('familyName', 'The family name.'),
      attribute('givenName', 'The given name.'),
      attribute('middleName', 'The middle names.'),
      attribute('honorificPrefix', 'Title, such as Dr.'),
      attribute('honorificSuffix', 'Suffix, such as Jr.'),
    ]),
    attribute('displayName', 'The name for display: the full name of the member.'),
    attribute('nickName', 'The casual name.'),
    attribute('profileUrl', "The URL of the person's profile.", {
      type: 'reference',
      referenceTypes: ['external'],
      caseExact: true,
    }),
    attribute('title', 'The job title.'),
    attribute('userType', 'How the person is related to the organization.'),
    attribute('preferredLanguage', 'The preferred languages, as in Accept-Language.'),
    attribute('locale', 'The locale for dates, numbers and currency.'),
    attribute('timezone', 'The time zone, as in the IANA database.'),
    attribute('active', 'Whether the person may sign in and be added to groups.', { type: 'boolean' }),
    attribute('password', 'Ignored: Roster keeps no passwords of members.', {
      mutability: 'writeOnly',
      returned: 'never',
      caseExact: true,
    }),
    list('emails', 'The e-mail addresses. The primary or first one is the address of the member.', [
      'work',
      'home',
      'other',
    ]),
    list('phoneNumbers', 'The telephone numbers.', ['work', 'home', 'mobile', 'fax', 'pager', 'other']),
    list('ims', 'The addresses for instant messages.', []),
    list('photos', 'URLs of photos.', ['photo', 'thumbnail'], { type: 'reference', referenceTypes: ['external'] }),
    complex(
      'addresses',
      'The postal addresses.',
      [
        attribute('formatted', 'The whole address.'),
        attribute('streetAddress', 'Street and house number.'),
        attribute('locality', 'The town.'),
        attribute('region', 'The state or region.'),
        attribute('postalCode', 'The postal code.'),
        attribute('country', 'The country, as in ISO 3166-1 alpha-2.'),
        attribute('type', 'The kind of address, such as work.', { canonicalValues: ['work', 'home', 'other'] }),
        attribute('primary', 'Whether this is the preferred address.', { type: 'boolean' }),
      ],
      { multiValued: true },
    ),
    complex(
      'groups',
      'The groups that the person is a member of. Changed by the groups.',
      [
        attribute('value', 'The ID of the group.', { mutability: 'readOnly', caseExact: true }),
        attribute('$ref', 'The URI of the group.', {
          type: 'reference',
          referenceTypes: ['Group'],
          mutability: 'readOnly',
          caseExact: true,
        }),
        attribute('display', 'The name of the group.', { mutability: 'readOnly' }),
        attribute('type', 'How the person is a member.', { mutability: 'readOnly', canonicalValues: ['direct'] }),
      ],
      { multiValued: true, mutability: 'readOnly' },
    ),
    list('entitlements', 'What the person is entitled to.', []),
    list('roles', 'The roles of the person.', []),
    list('x509Certificates', 'The certificates of the person.', [], { type: 'binary', caseExact: true }),
  ],
};

export const ENTERPRISE_USER_SCHEMA: Schema = {
  id: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  name: 'EnterpriseUser',
  description: 'A person as an employee',
  attributes: [
    attribute('employeeNumber', 'The number of the employee.'),
    attribute('costCenter', 'The cost center.'),
    attribute('organization', 'The organization.'),
    attribute('division', 'The division.'),
    attribute(
      'department',
      'The department, as the identity provider names it. A setting of the connection says whether it makes a membership.',
    ),
    complex('manager', "The person's manager. Stored only.", [
      attribute('value', 'The ID of the manager.', { caseExact: true }),
      attribute('$ref', 'The URI of the manager.', { type: 'reference', referenceTypes: ['User'], caseExact: true }),
      attribute('displayName', 'The name of the manager.'),
    ]),
  ],
};

export const USER: ResourceType = {
  name: 'User',
  endpoint: '/Users',
  schema: USER_SCHEMA,
  extensions: [ENTERPRISE_USER_SCHEMA],
};
