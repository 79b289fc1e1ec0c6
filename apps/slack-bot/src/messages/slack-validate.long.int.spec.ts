import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmulatedSlack } from '@roster/slack-emulator';
import { ACME } from '../bot.fixture.js';
import { unboundMessage } from './setup-message.js';
import { changeModal } from './views.js';

const SCRIPT = join(import.meta.dirname, '..', '..', '..', '..', 'scripts', 'slack-validate.mjs');

let slack: EmulatedSlack;
let folder: string;
beforeAll(async () => {
  slack = await EmulatedSlack.start({ workspaces: [ACME] });
  folder = await mkdtemp(join(tmpdir(), 'roster-validate-'));
});
afterAll(async () => {
  await slack.close();
  await rm(folder, { recursive: true });
});

/** `npm run slack:validate` on these payloads, or on all that the tests draw. */
function validate(payloads: readonly object[] | null, token = slack.workspace().botToken) {
  const file = join(folder, 'drawn.jsonl');
  if (payloads) writeFileSync(file, payloads.map((payload) => JSON.stringify(payload)).join('\n'));
  const { NODE_OPTIONS: _, ...rest } = process.env;
  const env = { ...rest, SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: token };
  return new Promise<{ code: number; output: string }>((resolve) => {
    execFile(process.execPath, [SCRIPT, ...(payloads ? ['--payloads', file] : [])], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, output: out + err }),
    );
  });
}

it('names what Slack refuses, and fails', async () => {
  const wrong = { type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3_001) } };
  const { code, output } = await validate([unboundMessage(), { text: 'x', blocks: [wrong] }]);
  expect([code, output]).toEqual([1, expect.stringContaining('2 messages and views were checked by Slack, 1 refused')]);
  expect(output).toMatch(/refused: \{"text":"x"/);
});

it('stops at a token that Slack does not accept', async () => {
  const { code, output } = await validate([unboundMessage()], 'xoxb-guessed');
  expect([code, output]).toEqual([1, expect.stringContaining('Slack answered: invalid_auth')]);
});

it('finds nothing to refuse in all that the tests draw', async () => {
  const { code, output } = await validate(null);
  expect(output).toMatch(/\d{2,} messages and views were checked by Slack, 0 refused/);
  expect(code).toBe(0);
}, 120_000);

it('checks a view as a view', async () => {
  const view = changeModal({ change: 'add', slackUserIds: [], department: null, metadata: '{}' });
  const { output } = await validate([{ ...view, title: undefined }]);
  expect(output).toContain('1 refused');
});
