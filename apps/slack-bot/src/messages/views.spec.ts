import { departmentIdSchema } from '@roster/domain';
import { optionsProblems } from '@roster/slack-emulator';
import type { DepartmentLabel } from './answer.js';
import { expectSendable, textsOf } from './drawn.fixture.js';
import { changeModal, departmentOptions, homeNotice, homeView } from './views.js';

const ENGINEERING: DepartmentLabel = {
  id: departmentIdSchema.parse('dept_abc123'),
  name: 'Engineering',
  path: 'Company/Engineering',
};
const NASTY: DepartmentLabel = {
  ...ENGINEERING,
  name: `<!channel>${'🦊&'.repeat(45)}`,
  path: `<!channel>/${'🦊&\\/'.repeat(500)}`,
};
const ADDED = {
  requestId: 'command:T1:1',
  change: 'add',
  department: ENGINEERING,
  people: [{ slackUserId: 'U1JANE', name: 'Jane Smith' }],
  at: '2025-11-02T08:21:45.123Z',
} as const;
const MANY = Array.from({ length: 1_000 }, () => NASTY);

describe('App Home', () => {
  it('shows where somebody belongs, what they manage and what is in progress', () => {
    const view = homeView({
      name: 'Jane Smith',
      mayChange: true,
      organization: 'Demo Company',
      departments: [ENGINEERING],
      manages: [ENGINEERING],
      pending: [{ change: 'add', people: 3, department: ENGINEERING }],
      history: [
        { ...ADDED, undone: false },
        { ...ADDED, undone: true },
      ],
    });
    expectSendable(view);
    expect(textsOf(view.blocks).split('\n')).toEqual([
      'Hello, Jane Smith',
      'Demo Company',
      'Add people',
      'Remove people',
      '*My departments*',
      '• Company/Engineering',
      '*Departments I manage*',
      '• Company/Engineering',
      '*In progress*',
      ':hourglass_flowing_sand: add 3 people to Company/Engineering',
      '*My changes of the last twelve hours*',
      '<!date^1762071705^{time}|08:21 UTC>  <@U1JANE> added to Company/Engineering',
      'Undo',
      '<!date^1762071705^{time}|08:21 UTC>  ~<@U1JANE> added to Company/Engineering~ (undone)',
      'Type `/dept help` in any channel for all commands.',
    ]);
  });

  it('has no buttons for somebody who may change nothing', () => {
    const rest = { organization: 'Demo Company', departments: [], manages: [], pending: [], history: [] };
    expect(textsOf(homeView({ name: 'Pat', mayChange: false, ...rest }))).not.toContain('Add people');
  });

  it('fits whatever there is', () => {
    const pending = MANY.map((department) => ({ change: 'move', people: 1e9, department }) as const);
    const people = Array.from({ length: 100 }, () => ({ slackUserId: null, name: NASTY.name }));
    const history = Array.from({ length: 10 }, () => ({ ...ADDED, department: NASTY, people, undone: false }));
    const name = NASTY.name.repeat(3);
    const organization = NASTY.name;
    const lists = { departments: MANY, manages: MANY, pending, history };
    expectSendable(homeView({ name, mayChange: true, organization, ...lists }));
  });

  it.each([[{ kind: 'unbound' }], [{ kind: 'stranger', reason: 'guest' }]] as const)('says why not: %j', (why) => {
    expectSendable(homeNotice(why));
  });
});

describe('the form', () => {
  it('begins with what was typed, and says what its button does', () => {
    const modal = changeModal({ change: 'remove', slackUserIds: ['U1'], department: ENGINEERING, metadata: '{}' });
    expectSendable(modal);
    expect(modal).toMatchObject({ title: { text: 'Remove people' }, submit: { text: 'Remove' } });
    expect(modal.blocks[0]).toMatchObject({ element: { initial_users: ['U1'] } });
    expect(modal.blocks[1]).toMatchObject({ element: { initial_option: { value: 'dept_abc123' } } });
  });

  it('fits whatever was typed, and chooses no more people than it may', () => {
    const slackUserIds = Array.from({ length: 300 }, (_, index) => `U${index}`);
    const modal = changeModal({ change: 'add', slackUserIds, department: NASTY, metadata: 'm'.repeat(3_000) });
    expectSendable(modal);
    expect(modal.blocks[0]).toMatchObject({ element: { initial_users: slackUserIds.slice(0, 100) } });
  });

  it('begins empty', () => {
    const modal = changeModal({ change: 'add', slackUserIds: [], department: null, metadata: '' });
    expectSendable(modal);
    expect(JSON.stringify(modal)).not.toContain('initial_users');
  });
});

test('the type-ahead offers the ends of paths', () => {
  const { options } = departmentOptions([ENGINEERING, NASTY]);
  expect(optionsProblems({ options })).toEqual([]);
  expect(options[0]).toMatchObject({ text: { text: 'Engineering' }, description: { text: 'Company/Engineering' } });
  expect(options[1]?.description?.text).toMatch(/^….*&\\\/$/u);
});
