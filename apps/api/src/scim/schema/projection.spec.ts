import { Projection } from './projection.js';
import { USER } from './user-schema.js';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const JANE = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: 'usr_1',
  userName: 'jane',
  name: { givenName: 'Jane', familyName: 'Smith' },
  emails: [
    { value: 'a@b.example', type: 'work' },
    { value: 'c@d.example', type: 'home' },
  ],
  [ENTERPRISE]: { department: 'Sales', manager: { value: 'usr_2', displayName: 'Boss' } },
  meta: { resourceType: 'User' },
};
const { schemas, id, userName, name, meta } = JANE;

it.each<[string[], string[], object]>([
  [[], [], JANE],
  [['userName'], [], { schemas, id, userName }],
  [['USERNAME', ' name.givenName'], [], { schemas, id, userName, name: { givenName: 'Jane' } }],
  [['name.givenName', 'name'], [], { schemas, id, name }],
  [['emails.value'], [], { schemas, id, emails: [{ value: 'a@b.example' }, { value: 'c@d.example' }] }],
  [[`${ENTERPRISE}:department`], [], { schemas, id, [ENTERPRISE]: { department: 'Sales' } }],
  [[`${ENTERPRISE}:manager.value`], [], { schemas, id, [ENTERPRISE]: { manager: { value: 'usr_2' } } }],
  [['shoeSize'], [], { schemas, id }],
  [[], ['id', 'schemas', 'emails', ENTERPRISE], { schemas, id, userName, name, meta }],
  [
    [],
    ['name.familyName', 'emails.type', `${ENTERPRISE}:manager.value`, 'meta'],
    {
      schemas,
      id,
      userName,
      name: { givenName: 'Jane' },
      emails: [{ value: 'a@b.example' }, { value: 'c@d.example' }],
      [ENTERPRISE]: { department: 'Sales', manager: { displayName: 'Boss' } },
    },
  ],
])('attributes %j without %j', (attributes, excluded, expected) => {
  expect(Projection.of(attributes, excluded, USER).apply(JANE)).toEqual(expected);
});

it('tells beforehand what need not be read', () => {
  expect(Projection.of([], ['emails'], USER).includes('emails')).toBe(false);
  expect(Projection.of([], ['emails.type'], USER).includes('emails')).toBe(true);
  expect(Projection.of(['userName'], [], USER).includes('emails')).toBe(false);
});

it('is refused with both', () => {
  expect(() => Projection.of(['userName'], ['emails'], USER)).toThrow('either');
});
