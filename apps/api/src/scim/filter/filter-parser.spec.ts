import { GROUP } from '../schema/group-schema.js';
import { USER } from '../schema/user-schema.js';
import type { ScimError } from '../scim-error.js';
import { parseFilter, parsePath } from './filter-parser.js';
import { matchesFilter } from './matches-filter.js';

const BARBARA = {
  id: 'usr_b',
  userName: 'bjensen@example.com',
  externalId: 'Ext-1',
  name: { givenName: 'Barbara', familyName: "O'Malley" },
  title: 'Tour Guide',
  active: true,
  nickName: '',
  emails: [
    { value: 'bjensen@example.com', type: 'work', primary: true },
    { value: 'babs@jensen.org', type: 'home' },
  ],
  meta: { lastModified: '2011-05-13T04:42:34Z' },
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Sales', manager: { value: 'usr_m' } },
  'urn:example:custom:1.0:User': { badge: 'B-7', level: 12, remote: true },
};
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('the examples of RFC 7644, section 3.4.2.2, and what providers send', () => {
  it.each([
    ['userName eq "BJENSEN@example.com"', true],
    ['USERNAME Eq "bjensen@example.com"', true],
    ['externalId eq "Ext-1"', true],
    ['externalId eq "ext-1"', false],
    [`name.familyName co "O'Malley"`, true],
    ['userName sw "B"', true],
    ['userName ew ".COM"', true],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "b"', true],
    ['title pr', true],
    ['nickName pr', false],
    ['nickName eq ""', true],
    ['locale pr', false],
    ['meta.lastModified gt "2011-05-13T04:42:33Z"', true],
    ['meta.lastModified ge "2011-05-13T06:42:34+02:00"', true],
    ['meta.lastModified lt "2011-05-13T04:42:34Z"', false],
    ['title pr and userType eq "Employee"', false],
    ['title pr or userType eq "Intern"', true],
    ['userType eq null', true],
    ['title ne null', true],
    ['userType ne "Employee"', true],
    ['emails co "example.com" or emails.value co "example.org"', true],
    ['emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp"]', true],
    ['emails[type eq "home" and value co "@example.com"]', false],
    ['not (emails[type eq "home"])', false],
    ['emails.type ne "work"', false],
    ['emails pr', true],
    ['ims pr', false],
    ['emails.primary eq true', true],
    ['active eq "True"', true],
    ['active ne true', false],
    [`${ENTERPRISE}:department eq "sales"`, true],
    [`${ENTERPRISE.toUpperCase()}:manager eq "usr_m"`, true],
    [`${ENTERPRISE}:manager.value eq "usr_x"`, false],
    ['urn:example:custom:1.0:User:badge eq "B-7"', true],
    ['urn:example:custom:1.0:User:level eq 12', true],
    ['urn:example:custom:1.0:User:level gt 9.5', true],
    ['urn:example:custom:1.0:User:level lt -1e3', false],
    ['urn:example:custom:1.0:User:level ne 12', false],
    ['urn:example:custom:1.0:User:badge eq 7', false],
    ['urn:example:custom:1.0:User:remote eq true', true],
    ['meta.lastModified eq "2011-05-13T04:42:34"', true],
    ['emails[type eq "work"].value eq "BJENSEN@example.com"', true],
    ['emails[type eq "home"].value eq "bjensen@example.com"', false],
    ['emails[type eq "home"].value ne "bjensen@example.com"', true],
    ['emails[type eq "work"].value pr and title pr', true],
    ['emails[type eq "work"].display eq null', true],
    ['title eq "a" or title eq "Tour Guide" and active eq false', false],
    ['(title eq "a" or title eq "Tour Guide") and active eq true', true],
    ['not(title eq "a")and(active eq true)', true],
    [String.raw`title ne "quote \" and Ünicode \u00e9"`, true],
  ])('%s is %s', (filter, matches) => {
    expect(matchesFilter(parseFilter(filter, USER), BARBARA)).toBe(matches);
  });
});

const refusal = (run: () => unknown) => {
  try {
    run();
    return null;
  } catch (error) {
    return (error as ScimError).scimType;
  }
};

describe('a filter is refused', () => {
  it.each([
    '',
    'userName',
    'userName eq',
    'userName eq bjensen',
    "userName eq 'bjensen'",
    'userName is "b"',
    'userName eq "b" and',
    'userName eq "b" or or title pr',
    'userName eq "b") or (title pr',
    '(userName eq "b"',
    'userName eq "b" title pr',
    'not userName pr',
    'shoeSize eq "44"',
    'name eq "Barbara"',
    'name.nothing pr',
    'name.givenName.first pr',
    'userName[value eq "b"]',
    'emails[emails pr]',
    'emails[type eq "work"',
    'active gt true',
    'active eq "perhaps"',
    'title eq true',
    'title eq 5',
    'title gt null',
    'meta.created eq "yesterday"',
    'meta.created gt "2026-01-01T00:00:00+20:00"',
    `meta.created gt "2026-01-01T00:00:00.${'1'.repeat(200)}Z"`,
    'meta.created gt "2026-02-30T00:00:00Z"',
    'meta.created gt "2026-01-01T25:00:00Z"',
    'emails[type eq "work"].shoeSize eq "44"',
    'emails[type eq "work"].value',
    'urn:example:custom:1.0:User:level co 5',
    'urn:example:custom:1.0:User:level eq 1e999',
    'urn:example:custom:1.0:User:level eq 05',
    'meta.created co "2011"',
    'meta.created gt "0000-01-01T00:00:00Z"',
    'userName eq "a\u0000"',
    String.raw`userName eq "\u0000"`,
    String.raw`userName eq "\ud83d"`,
    'userName eq "a\nb"',
    'username eq "a" ; drop table x',
    `${'('.repeat(1_000)}title pr${')'.repeat(1_000)}`,
    `${'not('.repeat(1_000)}title pr${')'.repeat(1_000)}`,
    `title eq "${'x'.repeat(10_000)}"`,
  ])('%s', (filter) => {
    expect(refusal(() => parseFilter(filter, USER))).toBe('invalidFilter');
  });

  it('when it is nested deeper than 50 levels, and not at 50', () => {
    const nested = (levels: number) => `${'('.repeat(levels)}title pr${')'.repeat(levels)}`;
    expect(refusal(() => parseFilter(nested(50), USER))).toBeNull();
    expect(refusal(() => parseFilter(nested(51), USER))).toBe('invalidFilter');
  });
});

describe('a path', () => {
  it.each([
    ['userName', ['userName'], null],
    ['NAME.givenname', ['name'], 'givenName'],
    [' emails[type eq "work"].value ', ['emails'], 'value'],
    ['emails[value eq "a]b[c\\"].type"]', ['emails'], null],
    [`${ENTERPRISE}:manager`, [ENTERPRISE, 'manager'], null],
    [`${ENTERPRISE}:manager.value`, [ENTERPRISE, 'manager'], 'value'],
    [ENTERPRISE, [ENTERPRISE], null],
    ['urn:example:custom:1.0:User:badge', ['urn:example:custom:1.0:User', 'badge'], null],
  ])('%s leads to %j', (text, names, sub) => {
    const path = parsePath(text, USER);
    expect([path.names, path.sub?.name ?? null]).toEqual([names, sub]);
  });

  it('to the members of a group holds which', () => {
    expect(parsePath('members[value eq "usr_1"]', GROUP)).toMatchObject({
      names: ['members'],
      filter: { kind: 'compare', attribute: { names: ['value'] }, operator: 'eq', value: 'usr_1' },
    });
  });

  it.each([
    ['', 'invalidPath'],
    ['shoeSize', 'invalidPath'],
    ['name.shoeSize', 'invalidPath'],
    ['name[givenName eq "a"]', 'invalidPath'],
    ['emails[type eq "work"].shoeSize', 'invalidPath'],
    ['emails[type eq "work"].', 'invalidPath'],
    ['emails[type eq "work"', 'invalidPath'],
    ['emails[type is "work"]', 'invalidFilter'],
    ['emails.value[type eq "work"]', 'invalidPath'],
    ['__proto__', 'invalidPath'],
    ['urn:example:custom:1.0:User:a.b.c', 'invalidPath'],
    [`emails[${'('.repeat(400)}type pr${')'.repeat(400)}]`, 'invalidFilter'],
    ['x'.repeat(2_000), 'invalidPath'],
  ])('%s is refused', (text, scimType) => {
    expect(refusal(() => parsePath(text, USER))).toBe(scimType);
  });
});
