import { departmentIdSchema } from '@roster/domain';
import { optionsProblems } from '@roster/slack-emulator';
import type { ChangeReport, DepartmentLabel } from '../answers/answer.js';
import { announcement } from './announcement.js';
import { changeModal, departmentOption } from './change-modal.js';
import { expectSendable, textsOf } from './drawn.fixture.js';
import { homeView } from './home-view.js';

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
const MANY = Array.from({ length: 1_000 }, () => NASTY);

describe('App Home', () => {
  it('shows where somebody belongs, what they manage and what is on its way', () => {
    const view = homeView({
      name: 'Jane Smith',
      organization: 'Demo Company',
      departments: [ENGINEERING],
      manages: [ENGINEERING],
      pending: [{ change: 'add', people: 3, department: ENGINEERING }],
    });
    expectSendable(view);
    expect(textsOf(view.blocks).split('\n')).toEqual([
      'Hello, Jane Smith',
      'Demo Company',
      'Add people',
      'Remove people',
      '*My departments*',
      '• Company/Engineering',
      '*Departments that I manage*',
      '• Company/Engineering',
      '*On its way*',
      ':hourglass_flowing_sand: add 3 people to Company/Engineering',
      'Type `/dept help` in any channel for all commands.',
    ]);
  });

  it('fits whatever there is', () => {
    const pending = MANY.map((department) => ({ change: 'move', people: 1e9, department }) as const);
    expectSendable(
      homeView({ name: NASTY.name.repeat(3), organization: NASTY.name, departments: MANY, manages: MANY, pending }),
    );
  });

  it.each([[{ kind: 'unbound' }], [{ kind: 'stranger', reason: 'guest' }]] as const)('says why not: %j', (why) => {
    expectSendable(homeView(why));
  });
});

describe('the form', () => {
  it('begins with what was typed', () => {
    const modal = changeModal({ change: 'remove', slackUserIds: ['U1'], department: ENGINEERING, metadata: '{}' });
    expectSendable(modal);
    expect(JSON.stringify(modal)).toContain('"initial_users":["U1"]');
    expect(modal.blocks[0]).toMatchObject({ element: { initial_option: { value: 'remove' } } });
    expect(modal.blocks[2]).toMatchObject({ element: { initial_option: { value: 'dept_abc123' } } });
  });

  it('fits whatever was typed, and chooses no more people than it may', () => {
    const slackUserIds = Array.from({ length: 300 }, (_, index) => `U${index}`);
    const modal = changeModal({ change: 'add', slackUserIds, department: NASTY, metadata: 'm'.repeat(3_000) });
    expectSendable(modal);
    expect(modal.blocks[1]).toMatchObject({ element: { initial_users: slackUserIds.slice(0, 100) } });
  });

  it('begins empty', () => {
    const modal = changeModal({ change: 'add', slackUserIds: [], department: null, metadata: '' });
    expectSendable(modal);
    expect(JSON.stringify(modal)).not.toContain('initial_users');
  });
});

test('the type-ahead offers the ends of paths', () => {
  const options = [ENGINEERING, NASTY].map(departmentOption);
  expect(optionsProblems({ options })).toEqual([]);
  expect(options.map(({ text }) => text.text)).toEqual(['Company/Engineering', expect.stringMatching(/^….*&\\\/$/u)]);
});

describe('an announcement', () => {
  const report = (number: number, more: Partial<ChangeReport> = {}): ChangeReport => ({
    requestId: 'req_1',
    change: 'add',
    department: ENGINEERING,
    results: [
      { slackUserId: 'U77', name: 'Somebody else', status: 'refused', reason: 'guest' },
      ...Array.from(
        { length: number },
        (_, index) => ({ slackUserId: `U${index}`, name: `Person ${index}`, status: 'added' }) as const,
      ),
    ],
    undoable: true,
    traceId: 'a'.repeat(32),
    ...more,
  });

  it('says who did what to whom, and nothing of those who were refused', () => {
    const message = announcement(report(2), 'U9');
    expectSendable(message);
    expect(textsOf(message.blocks[0])).toBe('<@U9> added <@U0> and <@U1> to *Engineering*.');
    expect(message.text).toBe('2 people added to Engineering');
  });

  it('does not name everybody of a large group', () => {
    const message = announcement(report(300, { department: NASTY, change: 'remove' }), 'U9');
    expectSendable(message);
    expect(textsOf(message.blocks[0])).toContain('<@U9> and 290 people from');
  });

  it('of a move that was taken back says so', () => {
    const message = announcement(report(1, { change: 'move', undoable: false }), 'U9');
    expect(textsOf(message.blocks[0])).toBe('<@U9> moved back <@U0> from *Engineering*.');
  });
});
