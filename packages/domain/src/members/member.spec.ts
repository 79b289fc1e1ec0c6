import { memberChangesSchema, newMemberSchema } from './member.js';

const ADA = { full_name: 'Ada Example', email: 'ada@example.com' };

describe('a new person', () => {
  it('is a member unless another role is named, and has a name in one form', () => {
    expect(newMemberSchema.parse({ ...ADA, full_name: '  Zoe\u0308 ' })).toEqual({
      full_name: 'Zoë',
      email: 'ada@example.com',
      role: 'member',
    });
  });

  it.each([
    ['no name', { email: ADA.email }],
    ['an empty name', { ...ADA, full_name: '' }],
    ['a name of blanks', { ...ADA, full_name: ' \u00a0 ' }],
    ['a name with NUL', { ...ADA, full_name: 'A\u0000' }],
    ['a name with a line break', { ...ADA, full_name: 'A\nB' }],
    ['a name with half a surrogate pair', { ...ADA, full_name: '\ud83d' }],
    ['a name of 201 characters', { ...ADA, full_name: '😀'.repeat(201) }],
    ['a name that is a number', { ...ADA, full_name: 7 }],
    ['no address', { full_name: 'A' }],
    ['an address without @', { ...ADA, email: 'ada' }],
    ['an address with NUL', { ...ADA, email: 'a\u0000@example.com' }],
    ['an address that is too long', { ...ADA, email: `${'a'.repeat(250)}@example.com` }],
    ['an unknown role', { ...ADA, role: 'root' }],
    ['an unknown field', { ...ADA, status: 'active' }],
    ['a list', [ADA]],
    ['null', null],
  ])('is refused with %s', (_, person) => {
    expect(newMemberSchema.safeParse(person).success).toBe(false);
  });

  it('may have 200 characters in the name, emoji too', () => {
    expect(newMemberSchema.safeParse({ ...ADA, full_name: '😀'.repeat(200) }).success).toBe(true);
  });
});

describe('changes of a person', () => {
  it.each([{ role: 'admin' }, { status: 'deactivated' }, { full_name: 'B' }, { email: 'b@example.com' }])(
    '%j is taken as it is, without defaults',
    (changes) => {
      expect(memberChangesSchema.parse(changes)).toEqual(changes);
    },
  );

  it.each([{}, { user_id: 'usr_1' }, { role: null }, { status: 'gone' }])('%j is refused', (changes) => {
    expect(memberChangesSchema.safeParse(changes).success).toBe(false);
  });
});
