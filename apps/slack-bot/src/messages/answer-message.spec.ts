import {
  type DepartmentTreeNode,
  departmentIdSchema,
  ERROR_CODES,
  organizationIdSchema,
  userIdSchema,
} from '@roster/domain';
import { COMMAND_NAMES, type ParseProblem } from '../commands/command.js';
import type { Answer, DepartmentLabel, NotAPerson, PersonCandidate, PersonResult } from './answer.js';
import { answerMessage } from './answer-message.js';
import { expectHeard, expectSendable, textsOf } from './drawn.fixture.js';

const ENGINEERING: DepartmentLabel = {
  id: departmentIdSchema.parse('dept_abc123'),
  name: 'Engineering',
  path: 'Company/Engineering',
};
const JANE = { slackUserId: 'U1JANE', name: 'Jane Smith' };
const REPORT = {
  requestId: 'req_1',
  change: 'add',
  department: ENGINEERING,
  undoable: false,
  traceId: 'a'.repeat(32),
} as const;

/** Everything that could hurt: mentions, links, formatting, direction, fences, emoji, and as long as names are. */
const NASTY = `<!channel> <@U1> &lt; *_~\`\`\` \u202e#general :x: ${'工🦊<&>'.repeat(200)}`.slice(0, 200);
const NASTY_DEPARTMENT: DepartmentLabel = {
  id: departmentIdSchema.parse(`dept_${'x'.repeat(64)}`),
  name: NASTY,
  path: Array.from({ length: 20 }, () => NASTY).join('/'),
};

const REASONS: NotAPerson[] = [
  'not_in_organization',
  'email_not_verified',
  'guest',
  'bot',
  'deactivated_in_slack',
  'deactivated_in_roster',
  'other_workspace',
  'unknown_name',
  'ambiguous_name',
  'unknown_user',
  'empty_group',
];

const RESULTS: PersonResult[] = [
  { ...JANE, status: 'added' },
  { ...JANE, status: 'removed' },
  { ...JANE, status: 'moved' },
  { ...JANE, status: 'already_there' },
  { ...JANE, status: 'not_there' },
  { ...JANE, status: 'pending' },
  ...(['removed', 'added_again', 'added_back'] as const).map(
    (why): PersonResult => ({ ...JANE, status: 'left_alone', why }),
  ),
  { ...JANE, status: 'nowhere', departments: [] },
  { ...JANE, status: 'in_several', departments: [NASTY, NASTY, NASTY] },
  { ...JANE, status: 'rejected', code: 'PERMISSION_DENIED' },
  ...REASONS.map((reason): PersonResult => ({ ...JANE, status: 'refused', reason })),
  { slackUserId: null, name: NASTY, status: 'refused', reason: 'ambiguous_name' },
  { slackUserId: '<!channel>', name: NASTY, status: 'added' },
];

const said = (answer: Answer) => textsOf(answerMessage(answer).blocks);
const changed = (results: PersonResult[], more = {}): Answer => ({ kind: 'changed', ...REPORT, results, ...more });

describe('the result of a change', () => {
  it.each<[string, PersonResult, string]>([
    ['added', { ...JANE, status: 'added' }, ':white_check_mark: <@U1JANE> is now in *Engineering*'],
    ['already there', { ...JANE, status: 'already_there' }, ':heavy_minus_sign: <@U1JANE> is already in *Engineering*'],
    [
      'not in the organization',
      { ...JANE, status: 'refused', reason: 'not_in_organization' },
      ':warning: <@U1JANE> is not in your Roster organization. Ask an admin to add them with the e-mail address they use in Slack',
    ],
    [
      'not allowed',
      { ...JANE, status: 'rejected', code: 'PERMISSION_DENIED' },
      ':x: <@U1JANE> could not be changed. Your role in Roster does not allow this. Owners and admins can change every department; managers can change the departments they manage and those below. Ask one of them.',
    ],
  ])('says of one person who was %s', (_, result, line) => {
    expect(said(changed([result])).split('\n')[0]).toBe(line);
  });

  it('has a line for each of several people, under how many it was', () => {
    expect(
      said(
        changed([
          { ...JANE, status: 'added' },
          { ...JANE, status: 'not_there' },
        ]),
      ).split('\n'),
    ).toEqual([
      '*1 of 2 people added to Engineering*',
      ':white_check_mark: <@U1JANE> is now in *Engineering*',
      ':heavy_minus_sign: <@U1JANE> is not in *Engineering*',
      '`Company/Engineering`',
    ]);
  });

  it('names everybody of a large group, gathered by how it ended', () => {
    const results = Array.from({ length: 300 }, (_, index): PersonResult => {
      const person = { slackUserId: `U${index}`, name: `Person ${index}` };
      return index < 298 ? { ...person, status: 'added' } : { ...person, status: 'refused', reason: 'guest' };
    });
    const text = said(changed(results));
    expect(text).toContain(':white_check_mark: *298 people* are now in *Engineering*:');
    expect(text).toContain(':warning: *2 people* are guests in this workspace');
    expect(results.filter(({ slackUserId }) => !text.includes(`<@${slackUserId}>`))).toEqual([]);
  });

  it('has an Undo button that holds the request, when there is something to undo', () => {
    const undo = { type: 'button', action_id: 'change_undo', value: 'req_1' };
    const results: PersonResult[] = [{ ...JANE, status: 'added' }];
    expect(answerMessage(changed(results, { undoable: true })).blocks).toContainEqual({
      type: 'actions',
      elements: [expect.objectContaining(undo)],
    });
    expect(JSON.stringify(answerMessage(changed(results)))).not.toContain('change_undo');
  });

  it('says what an undo did', () => {
    const answer: Answer = { kind: 'undone', ...REPORT, change: 'remove', results: [{ ...JANE, status: 'removed' }] };
    expect(said(answer)).toContain('Undone: <@U1JANE> is no longer in *Engineering*');
    expect(answerMessage(answer).text).toMatch(/^Undone: 1 person removed from Engineering\n/);
  });
});

test.each([
  'PERMISSION_DENIED',
  'ORGANIZATION_NOT_FOUND',
  'DEPARTMENT_NOT_FOUND',
  'OPERATION_FAILED',
  'OVERLOADED',
  'RATE_LIMITED',
  'SERVICE_UNAVAILABLE',
  'INTERNAL_ERROR',
] as const)('%s speaks of nothing that only programs see', (code) => {
  const words = said({ kind: 'error', code, traceId: 'b'.repeat(32) });
  expect(words).not.toMatch(/token|header|details|Retry-After|Idempotency-Key|trace_id|this id/i);
});

test('an error has its words, and the trace in small print', () => {
  const { blocks } = answerMessage({ kind: 'error', code: 'OVERLOADED', traceId: 'b'.repeat(32) });
  expect(textsOf(blocks[0])).toBe(
    ':x: Too many changes are waiting. Nothing was changed. Wait a minute, then send the command again.',
  );
  expect(blocks.at(-1)).toMatchObject({ type: 'context', elements: [{ text: `Trace \`${'b'.repeat(32)}\`` }] });
});

test('a tree is drawn with box characters', () => {
  const answer: Answer = {
    kind: 'tree',
    nodes: [node('Company', [node('Engineering', [node('Platform')]), node('Support')])],
  };
  expect(said(answer)).toContain(
    ['```', 'Company (3)', '├── Engineering (3)', '│   └── Platform (3)', '└── Support (3)', '```'].join('\n'),
  );
  expect(answerMessage(answer).text.split('\n').slice(0, -1)).toEqual([
    '4 departments, with the number of people in each:',
    'Company: 3',
    'Engineering (in Company): 3',
    'Platform (in Engineering): 3',
    'Support (in Company): 3',
  ]);
});

test('a tree that is too large says how much of it is missing', () => {
  const nodes = [
    node(
      'Company',
      Array.from({ length: 5_000 }, (_, index) => node(`Team ${index}`)),
    ),
  ];
  const text = said({ kind: 'tree', nodes });
  const shown = text.match(/Team \d+/g)?.length ?? 0;
  expect(shown).toBeGreaterThan(400);
  expect(text).toContain(
    `… and ${(5_000 - shown).toLocaleString('en-US')} more departments. To draw a part: \`/dept tree name\``,
  );
});

test('a department that is called like a mention mentions nobody', () => {
  const department = { ...ENGINEERING, name: '<!channel>', path: '<!channel>' };
  expect(said({ kind: 'linked', department, announcements: 'all' })).toContain('*&lt;!channel&gt;*');
});

test('an answer about announcements that was stored before is still drawn', () => {
  expect(said({ kind: 'linked', department: ENGINEERING, announce: true })).toContain(
    'Every change is announced here.',
  );
  expect(said({ kind: 'linked', department: ENGINEERING, announce: false })).toContain(
    'Changes are not announced here.',
  );
});

const PROBLEMS: ParseProblem[] = [
  { kind: 'unknown_command', typed: NASTY, suggestion: null },
  { kind: 'unknown_command', typed: 'ad', suggestion: 'add' },
  { kind: 'too_long', length: 9_000, limit: 8_000 },
  { kind: 'too_many_people', count: 101, limit: 100 },
  { kind: 'department_too_long', limit: 1_000 },
  { kind: 'unreadable_characters' },
  { kind: 'unclosed_quote' },
  { kind: 'everyone_mentioned', mention: 'channel' },
  { kind: 'channel_mentioned', label: NASTY },
  { kind: 'channel_mentioned', label: null },
  { kind: 'no_command' },
  { kind: 'two_departments', first: NASTY, second: NASTY },
  { kind: 'missing_text', command: 'find' },
  { kind: 'unexpected_text', typed: NASTY, command: 'list' },
];

const MANY_RESULTS = Array.from({ length: 2_000 }, (_, index): PersonResult => {
  const result = RESULTS[index % RESULTS.length];
  return { ...(result ?? { ...JANE, status: 'added' }), name: `${NASTY.slice(0, 190)}${index}` };
});
const MANY = Array.from({ length: 500 }, (_, index) => ({
  ...NASTY_DEPARTMENT,
  members: 1e9,
  name: `${NASTY}${index}`,
}));
const MANY_PEOPLE = Array.from({ length: 500 }, () => ({ name: NASTY, email: `${'x'.repeat(240)}@acme.example` }));

const CANDIDATES: [PersonCandidate, ...PersonCandidate[]] = [
  { ...JANE, userId: userIdSchema.parse('usr_def456'), email: 'jane@company.com' },
  ...MANY_PEOPLE.map((person, index) => ({ ...person, slackUserId: null, userId: userIdSchema.parse(`usr_${index}`) })),
];

const ANSWERS: [string, Answer][] = [
  ...(['add', 'remove', 'move'] as const).flatMap((change): Answer[] => [
    { kind: 'working', change, people: 1e6, department: NASTY_DEPARTMENT },
    { kind: 'progress', change, department: NASTY_DEPARTMENT, done: 5, total: 0, late: true },
    { kind: 'progress', change, department: NASTY_DEPARTMENT, done: 150, total: 300, late: false },
    { kind: 'confirm', requestId: 'r'.repeat(64), change, people: 300, department: NASTY_DEPARTMENT },
    ...RESULTS.map((result) => changed([result], { change, department: NASTY_DEPARTMENT, undoable: true })),
    changed(RESULTS, { change, department: NASTY_DEPARTMENT, undoable: true }),
    changed(MANY_RESULTS, { change, department: NASTY_DEPARTMENT, undoable: true }),
    { ...REPORT, kind: 'undone', change, department: NASTY_DEPARTMENT, results: MANY_RESULTS },
    changed([], { change }),
  ]),
  { kind: 'nothing_to_undo', why: 'too_late' } as const,
  ...(['nothing_changed', 'undone_before', 'no_change'] as const).map(
    (why): Answer => ({ kind: 'nothing_to_undo', why }),
  ),
  { kind: 'cancelled' } as const,
  ...(['ambiguous', 'misspelt'] as const).map(
    (why): Answer => ({
      kind: 'choose_department',
      requestId: 'r'.repeat(64),
      command: 'add',
      typed: NASTY,
      why,
      candidates: MANY,
    }),
  ),
  {
    kind: 'choose_person',
    requestId: 'r'.repeat(64),
    typed: NASTY,
    at: 99,
    candidates: CANDIDATES,
    more: true,
  } as const,
  {
    kind: 'choose_person',
    requestId: 'r',
    typed: 'jane',
    at: 0,
    candidates: CANDIDATES.slice(0, 1),
    more: false,
  } as const,
  { kind: 'choose_leaving', requestId: 'r', person: CANDIDATES[0], departments: MANY, to: NASTY_DEPARTMENT } as const,
  { kind: 'choose_command', requestId: 'r', text: `ad ${NASTY}`, commands: ['add'], misspelt: 'ad' } as const,
  { kind: 'choose_command', requestId: 'r', text: '<@U1>', commands: ['add', 'whereis'], misspelt: null } as const,
  { kind: 'whereabouts', person: JANE, departments: [], manages: [] } as const,
  { kind: 'whereabouts', person: JANE, departments: [ENGINEERING], manages: [] } as const,
  { kind: 'whereabouts', person: { slackUserId: null, name: NASTY }, departments: MANY, manages: MANY } as const,
  { kind: 'nobody', person: { slackUserId: null, name: NASTY }, reason: 'unknown_name' } as const,
  { kind: 'department_unknown', typed: NASTY.repeat(5) } as const,
  { kind: 'department_missing', command: 'members' } as const,
  { kind: 'form_not_opened', command: 'add' } as const,
  { kind: 'members', department: NASTY_DEPARTMENT, members: MANY_PEOPLE, total: 500, next: 'n'.repeat(200) } as const,
  { kind: 'members', department: ENGINEERING, members: [], total: 500, first: 501, next: null, back: 'r' } as const,
  { kind: 'members', department: NASTY_DEPARTMENT, members: [], total: 0, next: null } as const,
  { kind: 'departments', departments: MANY, more: true } as const,
  { kind: 'departments', departments: [], more: false } as const,
  { kind: 'tree', nodes: nastyTree(20) } as const,
  { kind: 'tree', nodes: [] } as const,
  { kind: 'found', text: NASTY, departments: MANY, people: MANY_PEOPLE, more: true } as const,
  { kind: 'found', text: NASTY, departments: [], people: [], more: false } as const,
  {
    kind: 'whoami',
    name: NASTY,
    userId: userIdSchema.parse('usr_def456'),
    role: 'member',
    organization: NASTY,
    departments: MANY,
    manages: MANY,
  } as const,
  ...(['all', 'summary', 'off'] as const).flatMap((announcements) => [
    ...(['member', 'invite', 'invite_first', 'archived', 'direct_message', 'unknown'] as const).map(
      (bot): Answer => ({ kind: 'linked', department: NASTY_DEPARTMENT, announcements, bot }),
    ),
    ...['not_in_channel', 'is_archived', 'restricted_action', 'shared', 'unknown', 'another_error'].map(
      (stopped): Answer => ({ kind: 'linked', department: NASTY_DEPARTMENT, announcements, stopped }),
    ),
    ...(['shared', 'direct', 'unknown'] as const).map(
      (audience): Answer => ({
        kind: 'confirm_link',
        requestId: 'command:T1:1',
        department: NASTY_DEPARTMENT,
        announcements,
        audience,
      }),
    ),
  ]),
  { kind: 'unlinked', department: NASTY_DEPARTMENT } as const,
  { kind: 'unlinked', department: null } as const,
  { kind: 'help', command: null } as const,
  { kind: 'help', command: null, refusal: { kind: 'stranger', reason: 'guest' } } as const,
  { kind: 'help', command: 'add', refusal: { kind: 'unbound' } } as const,
  ...[null, NASTY_DEPARTMENT].flatMap((department) =>
    [[], [JANE, { slackUserId: null, name: NASTY }]].map(
      (deciders): Answer => ({ kind: 'may_not_change', change: 'add', department, deciders, traceId: 'a'.repeat(32) }),
    ),
  ),
  ...COMMAND_NAMES.map((command): Answer => ({ kind: 'help', command })),
  ...PROBLEMS.map((problem): Answer => ({ kind: 'problem', problem })),
  { kind: 'unbound' } as const,
  ...REASONS.map((reason): Answer => ({ kind: 'stranger', reason })),
  ...ERROR_CODES.map((code): Answer => ({ kind: 'error', code, traceId: 'c'.repeat(32) })),
].map((answer, index) => [`${index} ${answer.kind}`, answer]);

test.each(ANSWERS)('Slack takes answer %s, however large and nasty it is', (_, answer) => {
  expectSendable(answerMessage(answer));
});

test.each(ANSWERS)('a screen reader hears all that answer %s shows', (_, answer) => {
  expectHeard(answerMessage(answer));
});

function node(name: string, children: DepartmentTreeNode[] = []): DepartmentTreeNode {
  return {
    id: departmentIdSchema.parse('dept_1'),
    organization_id: organizationIdSchema.parse('org_1'),
    parent_id: null,
    name,
    description: null,
    manager_user_id: null,
    path: name,
    depth: 1,
    member_count: 3,
    created_at: '2025-11-02T08:21:45.123Z',
    updated_at: '2025-11-02T08:21:45.123Z',
    total_member_count: 3,
    child_count: children.length,
    children,
  };
}

function nastyTree(depth: number): DepartmentTreeNode[] {
  return depth === 0 ? [] : [node(NASTY, nastyTree(depth - 1)), node(NASTY)];
}
