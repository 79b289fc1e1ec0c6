import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuseRequest } from './refuse-request.js';

const MESSAGE = { text: 'Unreachable.', blocks: [] };
const blocks = [
  { type: 'section', block_id: 'intro' },
  { type: 'input', block_id: 'people' },
];

const responded: unknown[] = [];
const slack = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  responded.push(JSON.parse(body));
  response.end('ok');
});
beforeAll(() => new Promise<void>((resolve) => slack.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => slack.close(resolve)));

test.each([
  ['a command', { command: '/dept' }, [{ response_type: 'ephemeral', ...MESSAGE }]],
  [
    'a form that is submitted',
    { type: 'view_submission', view: { blocks } },
    [{ response_action: 'errors', errors: { people: 'Unreachable.' } }],
  ],
  ['a type-ahead', { type: 'block_suggestion', view: { blocks } }, [{ options: [] }]],
  ['a click in App Home', { type: 'block_actions', view: { blocks: [] } }, []],
])('%s is answered in the acknowledgement', async (_, body, acknowledgement) => {
  const ack = import.meta.jest.fn(async () => {});
  await refuseRequest({ body, ack }, MESSAGE);
  expect(ack.mock.calls).toEqual([acknowledgement]);
});

test('a click on a message is acknowledged, and answered beside the message', async () => {
  const ack = import.meta.jest.fn(async () => {});
  const response_url = `http://127.0.0.1:${(slack.address() as AddressInfo).port}/`;
  await refuseRequest({ body: { type: 'block_actions', response_url }, ack }, MESSAGE);
  expect(ack.mock.calls).toEqual([[]]);
  expect(responded).toEqual([{ ...MESSAGE, response_type: 'ephemeral', replace_original: false }]);
});
