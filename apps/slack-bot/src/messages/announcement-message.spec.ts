import type { AnnouncedChange, Announcement } from '@roster/database';
import { departmentIdSchema } from '@roster/domain';
import { announcementMessage } from './announcement-message.js';
import { expectHeard, expectSendable, textsOf } from './drawn.fixture.js';

const department = { id: departmentIdSchema.parse('dept_abc123'), name: 'Engineering', path: 'Company/Engineering' };
const other = { ...department, name: 'Support', path: 'Company/Support' };
const NASTY = `<!channel>${'🦊&'.repeat(45)}`;
const people = (count: number, name = 'Person') =>
  Array.from({ length: count }, (_, index) => ({ slackUserId: `U${index}`, name: `${name} ${index}` }));
const JANE = { type: 'user', person: { slackUserId: 'U9', name: 'Jane Smith' }, channel: 'slack' } as const;

const added = (count: number, change: Partial<AnnouncedChange> = {}): AnnouncedChange => ({
  change: 'added',
  other: null,
  people: count,
  named: people(Math.min(count, 10)),
  ...change,
});

function drawn(...changes: AnnouncedChange[]) {
  return drawnBy(JANE, ...changes);
}

function drawnBy(by: Announcement['by'], ...changes: AnnouncedChange[]): string {
  return textsOf(announcementMessage({ teamId: 'T1', kind: 'changes', department, by, changes, more: 0 }).blocks);
}

test.each<[string, AnnouncedChange, string]>([
  ['two people', added(2), '<@U9> added <@U0> and <@U1> to *Engineering*.'],
  ['a removal, without a ping', added(1, { change: 'removed' }), '<@U9> removed *Person 0* from *Engineering*.'],
  ['a move to here', added(1, { other }), '<@U9> moved <@U0> from *Support* to *Engineering*.'],
  [
    'a move from here, without a ping',
    added(1, { other, change: 'removed' }),
    '<@U9> moved *Person 0* from *Engineering* to *Support*.',
  ],
  [
    'a move from a department that was deleted',
    added(1, { other: 'gone' }),
    '<@U9> moved <@U0> from a department that no longer exists to *Engineering*.',
  ],
  ['thirty-three people', added(33), 'and 23 others to *Engineering*.'],
  ['one more than are named', added(11), 'and 1 other to *Engineering*.'],
  [
    'someone who has left',
    added(1, { change: 'removed', named: [] }),
    '<@U9> removed someone who has left the organization from *Engineering*.',
  ],
])('an announcement of %s', (_, change, words) => {
  expect(drawn(change)).toContain(words);
});

test('several kinds of changes by one person have a line each', () => {
  expect(drawn(added(1), added(1, { change: 'removed' }))).toBe(
    '<@U9> added <@U0> to *Engineering*.\n<@U9> removed *Person 0* from *Engineering*.\n`Company/Engineering`',
  );
});

test.each([
  ['changes', '<@U9> made 300 more changes.'],
  ['summary', '• and 300 more changes'],
] as const)('%s of more than a message names are counted', (kind, words) => {
  const by = kind === 'changes' ? JANE : null;
  const { blocks } = announcementMessage({ teamId: 'T1', kind, department, by, changes: [added(1)], more: 300 });
  expect(textsOf(blocks)).toContain(words);
});

test.each<[Announcement['by'], string]>([
  [{ type: 'api_key', person: { slackUserId: null, name: 'HR sync' }, channel: 'rest' }, 'The API key *HR sync* added'],
  [{ type: 'api_key', person: null, channel: 'rest' }, 'An API key added'],
  [{ type: 'operator', person: null, channel: 'system' }, 'An operator of Roster added'],
  [{ type: 'system', person: null, channel: 'system' }, 'Roster added'],
  [{ ...JANE, person: { slackUserId: null, name: 'Jane Smith' }, channel: 'bulk' }, '*Jane Smith* added'],
])('it says who did it: %j', (by, words) => {
  expect(drawnBy(by, added(1))).toContain(words);
});

test.each([
  ['slack', '`Company/Engineering`'],
  ['rest', '`Company/Engineering` · over the API'],
  ['bulk', '`Company/Engineering` · by import'],
  ['system', '`Company/Engineering` · by the console or command line'],
] as const)('it says how a change came in: %s', (channel, words) => {
  expect(
    drawnBy({ ...JANE, channel }, added(1))
      .split('\n')
      .at(-1),
  ).toBe(words);
});

test.each([
  ['summary', 'Changes in *Engineering* since yesterday'],
  ['late', 'Changes in *Engineering* that could not be announced in time'],
] as const)('a %s mentions nobody', (kind, headline) => {
  const changes = [added(12), added(1, { change: 'removed', other })];
  const text = textsOf(announcementMessage({ teamId: 'T1', kind, department, by: null, changes, more: 0 }).blocks);
  expect(text).toContain(headline);
  expect(text).toContain('• 12 people were added: *Person 0*, ');
  expect(text).toContain(' and 2 others\n• 1 person was moved to *Support*: *Person 0*');
  expect(text).not.toContain('<@');
});

test.each(['changes', 'summary', 'late'] as const)(
  'Slack takes %s of any size, and a screen reader hears it',
  (kind) => {
    const changes = Array.from({ length: 40 }, () =>
      added(5_000, { named: people(10, NASTY), other: { ...other, name: NASTY, path: NASTY } }),
    );
    const message = announcementMessage({
      teamId: 'T1',
      kind,
      department: { ...department, name: NASTY, path: NASTY },
      by: kind === 'changes' ? { ...JANE, person: { slackUserId: null, name: NASTY } } : null,
      changes,
      more: 5_000,
    });
    expectSendable(message);
    expectHeard(message);
  },
);
