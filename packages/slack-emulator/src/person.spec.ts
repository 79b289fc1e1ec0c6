import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EmulatedSlack } from './emulated-slack.js';
import { fillForm } from './fill-form.js';

/** An app that keeps what it is told, and answers what a test wants. */
let app: Server;
let answer: object | string = '';
const told: Record<string, unknown>[] = [];
let slack: EmulatedSlack;

beforeAll(async () => {
  app = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const form = Object.fromEntries(new URLSearchParams(body));
    const isEvent = request.headers['content-type'] === 'application/json';
    told.push(isEvent ? JSON.parse(body) : form.payload === undefined ? form : JSON.parse(form.payload));
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(app, 'listening');
  slack = await EmulatedSlack.start({
    workspaces: [
      {
        id: 'T0ACME',
        name: 'Acme',
        users: [
          { name: 'jane', email: 'jane@company.com' },
          { name: 'bob', email: 'bob@company.com' },
        ],
        groups: [{ id: 'S0ENG', handle: 'eng', members: ['jane'] }],
      },
    ],
  });
  slack.deliverTo(`http://127.0.0.1:${(app.address() as AddressInfo).port}/slack/events`);
});
afterAll(async () => {
  await slack.close();
  app.close();
});
beforeEach(() => {
  answer = '';
  told.length = 0;
});

const jane = () => slack.person('jane');
/** A message with a button, on Jane's screen. */
async function withButton() {
  const blocks = [
    { type: 'actions', elements: [{ type: 'button', text: plain('Undo'), action_id: 'undo', value: '7' }] },
  ];
  answer = { text: 'Done', blocks };
  await jane().types('/dept add');
  answer = '';
  const shown = jane().messages.at(-1);
  if (!shown) throw new Error('Nothing is shown.');
  return shown;
}

const plain = (text: string) => ({ type: 'plain_text', text });

const bobAs = () => `<@${slack.person('bob').id}|bob>`;

test('a command tells the app who typed what, and where', async () => {
  await jane().types('/dept add @bob');
  expect(told).toMatchObject([
    { command: '/dept', text: `add ${bobAs()}`, team_id: 'T0ACME', user_id: jane().id, channel_name: 'general' },
  ]);
});

test.each([
  ['add @bob, @eng @ghost', () => `add ${bobAs()}, <!subteam^S0ENG|@eng> @ghost`],
  ['to R&D <new>', () => 'to R&amp;D &lt;new&gt;'],
  ['link #general @here', () => `link <#${slack.workspace().channel('general')}|general> <!here>`],
  ['to Node.js, (Vue.js)', () => 'to <http://Node.js|Node.js>, (<http://Vue.js|Vue.js>)'],
  ['to "Node.js/Web"', () => 'to "<http://Node.js/Web|Node.js/Web>"'],
  ['at https://acme.example/x?a=1&b.', () => 'at <https://acme.example/x?a=1&amp;b>.'],
  ['add bob@company.com', () => 'add <mailto:bob@company.com|bob@company.com>'],
  ['add @jane.smith v2.0 Dr.Who', () => 'add @jane.smith v2.0 Dr.Who'],
])('%j comes escaped as Slack does it', async (typed, text) => {
  await jane().types(`/dept ${typed}`);
  expect(told).toMatchObject([{ text: text() }]);
});

test('an acknowledgement that is a message is seen by who typed, and by nobody else', async () => {
  answer = { text: 'Only for Jane' };
  await jane().types('/dept help');
  expect(jane().messages.at(-1)).toMatchObject({ text: 'Only for Jane', place: 'ephemeral' });
  expect(slack.person('bob').messages).toEqual([]);
});

test('a click tells the app what was clicked, where, and how to answer', async () => {
  const shown = await withButton();
  await jane().clicks(shown, 'undo');
  expect(told.at(-1)).toMatchObject({
    type: 'block_actions',
    user: { id: jane().id, team_id: 'T0ACME' },
    container: { message_ts: shown.id, is_ephemeral: true },
    actions: [{ action_id: 'undo', value: '7' }],
  });
  await expect(jane().clicks(shown, 'Redo')).rejects.toThrow('There is no "Redo" here. There is: "Undo".');
  const url = String(told.at(-1)?.response_url);
  await fetch(url, { method: 'POST', body: JSON.stringify({ text: 'Undone', replace_original: true }) });
  expect(slack.inbox.message(shown.id)).toMatchObject({ text: 'Undone', revision: 1 });
});

describe('a form', () => {
  const add = { text: plain('Add'), value: 'add' };
  const view = {
    type: 'modal',
    title: plain('Change'),
    submit: plain('Go'),
    callback_id: 'form',
    blocks: [
      {
        type: 'input',
        block_id: 'what',
        label: plain('What'),
        element: {
          type: 'radio_buttons',
          action_id: 'what',
          options: [add, { text: plain('Move'), value: 'move' }],
          initial_option: add,
        },
      },
      {
        type: 'input',
        block_id: 'people',
        label: plain('People'),
        element: { type: 'multi_users_select', action_id: 'people' },
      },
      {
        type: 'input',
        block_id: 'where',
        label: plain('Where'),
        element: { type: 'external_select', action_id: 'where' },
      },
    ],
  };
  const opened = async () => {
    const { triggerId } = await jane().types('/dept');
    const response = await fetch(`${slack.apiUrl}views.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.workspace().botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ trigger_id: triggerId, view }),
    });
    expect(await response.json()).toMatchObject({ ok: true });
    const shown = jane().views.at(-1);
    if (!shown) throw new Error('No form is open.');
    return shown;
  };
  const userId = (name: string) => slack.person(name).id;

  it('is filled in by its labels and submitted, which closes it', async () => {
    const shown = await opened();
    answer = { options: [{ text: plain('Platform'), value: 'dept_1' }] };
    const values = await fillForm(jane(), shown, { people: '@bob @jane', Where: 'plat' }, userId);
    expect(told.at(-1)).toMatchObject({ type: 'block_suggestion', action_id: 'where', value: 'plat' });
    answer = '';
    await jane().submits(shown, values);
    const { view: submitted } = told.at(-1) as { view: object };
    expect(Object.keys(submitted).sort()).toEqual([...VIEW].sort());
    expect(told.at(-1)).toMatchObject({
      type: 'view_submission',
      view: {
        callback_id: 'form',
        state: {
          values: {
            what: { what: { selected_option: { value: 'add' } } },
            people: { people: { selected_users: [userId('bob'), userId('jane')] } },
            where: { where: { selected_option: { value: 'dept_1' } } },
          },
        },
      },
    });
    expect(jane().views).toEqual([]);
  });

  it('stays open when the app finds a mistake in it', async () => {
    const shown = await opened();
    answer = { response_action: 'errors', errors: { people: 'Nobody' } };
    await jane().submits(shown, {});
    expect(jane().views).toEqual([shown]);
  });

  it('says what it has, when something else is asked for', async () => {
    const shown = await opened();
    answer = { options: [] };
    const fill = (texts: Record<string, string>) => fillForm(jane(), shown, texts, userId);
    await expect(fill({ Colour: 'red' })).rejects.toThrow('The form has no "Colour". It has: What, People, Where.');
    await expect(fill({ What: 'Sell' })).rejects.toThrow('There is no "Sell" to choose. There is: "Add", "Move".');
    await expect(fill({ Where: 'x' })).rejects.toThrow('The type-ahead offers nothing for "x".');
  });
});

// The keys of slackapi/java-slack-sdk, `json-logs/samples`, and of the pages that `payloads.ts` names, without those of
// Enterprise Grid and of features that the app does not use.
const INTERACTION = [
  'type',
  'token',
  'api_app_id',
  'team',
  'user',
  'enterprise',
  'is_enterprise_install',
  'trigger_id',
];
const VIEW = [
  ...['id', 'team_id', 'type', 'blocks', 'private_metadata', 'callback_id', 'external_id', 'state', 'hash', 'title'],
  ...['submit', 'close', 'clear_on_close', 'notify_on_close', 'previous_view_id', 'root_view_id', 'app_id'],
  ...['app_installed_team_id', 'bot_id'],
];
const EVENT = [
  ...['type', 'token', 'team_id', 'context_team_id', 'context_enterprise_id', 'api_app_id', 'event_id', 'event_time'],
  ...['authorizations', 'is_ext_shared_channel', 'event_context', 'event'],
];
const MESSAGE_PLACE = ['container', 'channel', 'state', 'response_url', 'actions'];
const MESSAGE_SHORTCUT = ['callback_id', 'action_ts', 'message_ts', 'message', 'channel', 'response_url'];

test.each<[string, () => Promise<unknown>, readonly string[]]>([
  ['a click', async () => jane().clicks(await withButton(), 'Undo'), [...INTERACTION, ...MESSAGE_PLACE]],
  ['a global shortcut', () => jane().usesShortcut('change'), [...INTERACTION, 'callback_id', 'action_ts']],
  [
    'a message shortcut',
    () => jane().usesMessageShortcut('add_author', { author: slack.person('bob').user }),
    [...INTERACTION, ...MESSAGE_SHORTCUT],
  ],
  ['an event', () => jane().opensHome(), EVENT],
])('%s has the keys that Slack sends', async (_, act, keys) => {
  await act();
  expect(Object.keys(told.at(-1) ?? {}).sort()).toEqual([...keys].sort());
});

test('a workspace of an Enterprise organization says so in its commands, interactions, events and users', async () => {
  const enterprise = { id: 'E0ACME', name: 'Acme Group' };
  const users = [{ name: 'eve', email: 'eve@company.com' }];
  const grid = await EmulatedSlack.start({ workspaces: [{ id: 'T0GRID', name: 'Grid', users, enterprise }] });
  grid.deliverTo(`http://127.0.0.1:${(app.address() as AddressInfo).port}/slack/events`);
  const eve = grid.person('eve');
  await eve.types('/dept');
  expect(told.at(-1)).toMatchObject({ enterprise_id: 'E0ACME', enterprise_name: 'Acme Group' });
  await eve.usesShortcut('change');
  expect(told.at(-1)).toMatchObject({ enterprise, team: { id: 'T0GRID', enterprise_id: 'E0ACME' } });
  await eve.changesProfile({ realName: 'Eve' });
  expect(told.at(-1)).toMatchObject({
    enterprise_id: 'E0ACME',
    event: { user: { real_name: 'Eve', enterprise_user: { enterprise_id: 'E0ACME', teams: ['T0GRID'] } } },
  });
  await grid.close();
});
