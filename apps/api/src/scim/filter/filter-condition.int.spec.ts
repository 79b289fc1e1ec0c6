import { filterCondition } from '@roster/database';
import { openTestDatabase } from '@roster/testing';
import fc from 'fast-check';
import { USER } from '../schema/user-schema.js';
import { parseFilter } from './filter-parser.js';
import { matchesFilter } from './matches-filter.js';

const test = await openTestDatabase();
afterAll(() => test.close());

type Email = { value?: string; type?: string; primary?: boolean };
type User = {
  id: string;
  userName: string;
  title?: string;
  active?: boolean;
  name?: { givenName?: string };
  emails?: Email[];
  created: string;
};

/** A filter as text, and what it means, worked out apart from the parser. */
interface Meaning<Subject> {
  readonly text: string;
  readonly holds: (subject: Subject) => boolean;
}

// Few, so that they are often equal, with what LIKE, JSON and the folding of case make of them.
const word = fc.constantFrom('', 'a', 'A', 'ab', 'Ab%', 'a_b', 'É', 'é', 'b\\', '"', "'", 'z', 'ß', '日本');
const moment = fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z', '2026-06-30T12:00:00.000Z');
const email = fc.record({ value: word, type: word, primary: fc.boolean() }, { requiredKeys: [] });
const users: fc.Arbitrary<User[]> = fc
  .array(
    fc.record(
      {
        id: word,
        userName: word,
        title: word,
        active: fc.boolean(),
        name: fc.record({ givenName: word }, { requiredKeys: [] }),
        emails: fc.array(email, { minLength: 1, maxLength: 3 }),
        created: moment,
      },
      { requiredKeys: ['id', 'userName', 'created'] },
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((list) => list as User[]);

const byCodePoint = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));
const TEXT_OPERATORS: Record<string, (found: string, sought: string) => boolean> = {
  eq: (found, sought) => found === sought,
  co: (found, sought) => found.includes(sought),
  sw: (found, sought) => found.startsWith(sought),
  ew: (found, sought) => found.endsWith(sought),
  gt: (found, sought) => byCodePoint(found, sought) > 0,
  ge: (found, sought) => byCodePoint(found, sought) >= 0,
  lt: (found, sought) => byCodePoint(found, sought) < 0,
  le: (found, sought) => byCodePoint(found, sought) <= 0,
};

function texts<Subject>(name: string, caseExact: boolean, read: (subject: Subject) => string | undefined) {
  const fold = (text: string) => (caseExact ? text : text.toLowerCase());
  const compared = fc.tuple(fc.constantFrom(...Object.keys(TEXT_OPERATORS)), word).map(
    ([operator, sought]): Meaning<Subject> => ({
      text: `${name} ${operator} ${JSON.stringify(sought)}`,
      holds: (subject) => {
        const found = read(subject);
        return found !== undefined && TEXT_OPERATORS[operator]?.(fold(found), fold(sought)) === true;
      },
    }),
  );
  const differs = word.map(
    (sought): Meaning<Subject> => ({
      text: `${name} ne ${JSON.stringify(sought)}`,
      holds: (subject) => {
        const found = read(subject);
        return found === undefined || fold(found) !== fold(sought);
      },
    }),
  );
  const present: Meaning<Subject> = { text: `${name} pr`, holds: (subject) => (read(subject) ?? '') !== '' };
  return fc.oneof({ weight: 8, arbitrary: compared }, differs, fc.constant(present));
}

function booleans<Subject>(name: string, read: (subject: Subject) => boolean | undefined) {
  return fc.constantFrom('true', 'false', '"True"').map(
    (sought): Meaning<Subject> => ({
      text: `${name} eq ${sought}`,
      holds: (subject) => read(subject) === /true/i.test(sought),
    }),
  );
}

function combined<Subject>(simple: fc.Arbitrary<Meaning<Subject>>): fc.Arbitrary<Meaning<Subject>> {
  return fc.letrec<{ filter: Meaning<Subject> }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 4 },
      simple,
      fc.tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter')).map(([one, word, other]) => ({
        text: `(${one.text}) ${word} (${other.text})`,
        holds: (subject: Subject) =>
          word === 'and' ? one.holds(subject) && other.holds(subject) : one.holds(subject) || other.holds(subject),
      })),
      tie('filter').map(({ text, holds }) => ({ text: `not (${text})`, holds: (subject: Subject) => !holds(subject) })),
    ),
  })).filter;
}

const emailFilter = combined(
  fc.oneof(
    texts<Email>('value', false, ({ value }) => value),
    texts<Email>('type', false, ({ type }) => type),
    booleans<Email>('primary', ({ primary }) => primary),
  ),
);

const userFilter = combined(
  fc.oneof(
    texts<User>('id', true, ({ id }) => id),
    texts<User>('userName', false, ({ userName }) => userName),
    texts<User>('title', false, ({ title }) => title),
    texts<User>('name.givenName', false, ({ name }) => name?.givenName),
    booleans<User>('active', ({ active }) => active),
    fc.tuple(fc.constantFrom('gt', 'ge', 'lt', 'le', 'eq'), moment).map(
      ([operator, sought]): Meaning<User> => ({
        text: `meta.created ${operator} "${sought}"`,
        holds: ({ created }) => TEXT_OPERATORS[operator]?.(created, sought) === true,
      }),
    ),
    emailFilter.map(
      ({ text, holds }): Meaning<User> => ({
        text: `emails[${text}]`,
        holds: ({ emails = [] }) => emails.some(holds),
      }),
    ),
    texts<Email>('emails', false, ({ value }) => value)
      .filter(({ text }) => !/ (?:ne|pr)\b/.test(text))
      .map(({ text, holds }): Meaning<User> => ({ text, holds: ({ emails = [] }) => emails.some(holds) })),
    fc.constant({ text: 'emails pr', holds: ({ emails }: User) => emails !== undefined }),
  ),
);

const COLUMNS = {
  single: { id: `r.document->>'id'`, 'meta.created': `(r.document->>'created')::timestamptz` },
  lists: {},
  document: 'r.document',
};

it('the database and the evaluator find whom a naive reading of the filter finds', async () => {
  await fc.assert(
    fc.asyncProperty(users, userFilter, async (list, { text, holds }) => {
      const expected = list.map(holds);
      const filter = parseFilter(text, USER);
      expect(list.map((user) => matchesFilter(filter, { ...user, meta: user }))).toEqual(expected);

      const values: unknown[] = [JSON.stringify(list)];
      const condition = filterCondition(filter, COLUMNS, values);
      const rows: { matches: boolean | null }[] = await test.dataSource.query(
        `SELECT (${condition}) IS TRUE AS matches
         FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS r (document, position) ORDER BY r.position`,
        values,
      );
      expect(rows.map(({ matches }) => matches)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});
