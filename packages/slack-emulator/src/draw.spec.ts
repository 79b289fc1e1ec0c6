import { drawMarkup, drawMessage, drawView } from './draw.js';

const names = { user: (id: string) => (id === 'U1' ? 'jane' : id), channel: () => 'general' };
const MESSAGE = {
  id: '1',
  teamId: 'T1',
  channelId: 'C1',
  place: 'ephemeral',
  userId: 'U1',
  text: 'fallback',
  blocks: [],
  revision: 0,
  deleted: false,
} as const;

test.each([
  ['<@U1> is in *Engineering*.', '@jane is in Engineering.'],
  ['*R&amp;D &lt;new&gt;*', 'R&D <new>'],
  [':white_check_mark: 2 * 3 * 4', '✅ 2 * 3 * 4'],
  [':unknown_sign:', ':unknown_sign:'],
  ['&amp;lt;', '&lt;'],
])('%j is drawn as %j', (text, drawn) => {
  expect(drawMarkup(text, names)).toBe(drawn);
});

test('a message says who sees it', () => {
  const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
  const blocks = [
    { type: 'section', text: mrkdwn('```\nCompany (3)\n└── Engineering (12)\n```') },
    { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Undo' } }] },
    { type: 'context', elements: [mrkdwn('Trace `abc`')] },
  ];
  expect(drawMessage({ ...MESSAGE, blocks }, names).split('\n')).toEqual([
    '┌─ only @jane, in #general',
    '│ Company (3)',
    '│ └── Engineering (12)',
    '│ [ Undo ]',
    '│ · Trace `abc`',
    '└─',
  ]);
  expect(drawMessage({ ...MESSAGE, place: 'channel', userId: null }, names)).toBe(
    ['┌─ all of #general', '│ fallback', '└─'].join('\n'),
  );
});

test('a form shows its fields and what is chosen', () => {
  const plain = (text: string) => ({ type: 'plain_text', text });
  const add = { text: plain('Add'), value: 'add' };
  const view = {
    type: 'modal',
    title: plain('Change'),
    submit: plain('Go'),
    close: plain('Cancel'),
    blocks: [
      {
        type: 'input',
        label: plain('What'),
        element: { type: 'radio_buttons', options: [add, { text: plain('Move'), value: 'move' }], initial_option: add },
      },
      { type: 'input', label: plain('People'), element: { type: 'multi_users_select', initial_users: ['U1'] } },
      { type: 'input', label: plain('Where'), element: { type: 'external_select', placeholder: plain('Type') } },
    ],
  };
  expect(
    drawView({ id: 'V1', teamId: 'T1', userId: 'U1', view, revision: 0, closed: false }, names).split('\n'),
  ).toEqual([
    '┌─ form "Change" of @jane',
    '│ What:',
    '│   (•) Add',
    '│   ( ) Move',
    '│ People:',
    '│   [ @jane ▾]',
    '│ Where:',
    '│   [ Type ▾]',
    '│ [ Go ]  [ Cancel ]',
    '└─',
  ]);
});
