import { messageProblems, optionsProblems, viewProblems } from './check-payload.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const many = <Item>(count: number, item: (index: number) => Item) => Array.from({ length: count }, (_, at) => item(at));
const option = (text: string, value = 'v') => ({ text: plain(text), value });
const input = (element: object) => ({ type: 'input', label: plain('Label'), element: { action_id: 'a', ...element } });

const message = (...blocks: object[]) => messageProblems({ text: 'text', blocks });

test('what Slack takes is taken, up to the very limits', () => {
  expect(message(section('x'.repeat(3_000)))).toEqual([]);
  expect(message(...many(50, () => section('x')))).toEqual([]);
  expect(message(actions(...many(25, (at) => button({ action_id: `a${at}` }))))).toEqual([]);
  expect(message(actions(button({ text: plain('x'.repeat(75)), value: 'x'.repeat(2_000) })))).toEqual([]);
});

test.each<[string, string[], string[]]>([
  ['51 blocks', message(...many(51, () => section('x'))), ['blocks has 51 blocks, at most 50']],
  ['no blocks', message(), ['blocks is empty']],
  ['no text', messageProblems({ blocks: [section('x')] }), ['text is missing: notifications show it']],
  ['a long section', message(section('x'.repeat(3_001))), ['blocks[0].text has 3001 characters, at most 3000']],
  ['an empty section', message(section('')), ['blocks[0].text is empty']],
  ['a section of nothing', message({ type: 'section' }), ['blocks[0] has neither text nor fields']],
  [
    'too much text in all',
    message(...many(5, () => section('x'.repeat(3_000)))),
    ['blocks have 15000 characters in all, at most 13200'],
  ],
  [
    'a long label',
    message(actions(button({ text: plain('x'.repeat(76)) }))),
    ['blocks[0].elements[0].text has 76 characters, at most 75'],
  ],
  [
    'a long value',
    message(actions(button({ value: 'x'.repeat(2_001) }))),
    ['blocks[0].elements[0].value has 2001 characters, at most 2000'],
  ],
  ['an action id twice', message(actions(button(), button())), ['blocks[0].elements[1].action_id "go" is there twice']],
  [
    'a block id twice',
    message({ ...section('x'), block_id: 'b' }, { ...section('x'), block_id: 'b' }),
    ['blocks[1].block_id "b" is there twice'],
  ],
  [
    'markup where none may be',
    message(actions(button({ text: { type: 'mrkdwn', text: '*x*' } }))),
    ['blocks[0].elements[0].text must be plain_text'],
  ],
  [
    '26 buttons',
    message(actions(...many(26, (at) => button({ action_id: `a${at}` })))),
    ['blocks[0].elements has 26 elements, at most 25'],
  ],
  [
    'properties that Slack does not know',
    message({ ...section('x'), colour: 'red' }, actions({ ...button({ action_id: 'a' }), icon: 'x' })),
    ['blocks[0].colour is no property that Slack knows', 'blocks[1].elements[0].icon is no property that Slack knows'],
  ],
  ['a block that there is not', message({ type: 'table' }), ['blocks[0] is of the unknown type "table"']],
])('a message with %s is refused', (_, problems, expected) => {
  expect(problems).toEqual(expected);
});

test('a form needs a title, a button for its inputs, and keeps to its limits', () => {
  const form = { type: 'modal', title: plain('T'), submit: plain('Go'), blocks: [input({ type: 'plain_text_input' })] };
  expect(viewProblems(form)).toEqual([]);
  const { title: _, submit: __, ...bare } = form;
  expect(viewProblems(bare)).toEqual(['title is missing', 'submit is missing: there are inputs']);
  expect(viewProblems({ ...form, title: plain('x'.repeat(25)) })).toEqual(['title has 25 characters, at most 24']);
  expect(viewProblems({ ...form, private_metadata: 'x'.repeat(3_001) })).toEqual([
    'private_metadata has 3001 characters, at most 3000',
  ]);
  expect(viewProblems({ ...form, blocks: many(101, () => section('x')) })).toEqual([
    'blocks has 101 blocks, at most 100',
  ]);
});

test('a type-ahead offers at most 100 options, each of at most 75 characters', () => {
  expect(optionsProblems({ options: many(100, () => option('x'.repeat(75))) })).toEqual([]);
  expect(optionsProblems({ options: many(101, () => option('x')) })).toEqual(['options has 101 options, at most 100']);
  expect(optionsProblems({ options: [option('x'.repeat(76), 'v'.repeat(151))] })).toEqual([
    'options[0].text has 76 characters, at most 75',
    'options[0].value has 151 characters, at most 150',
  ]);
});
