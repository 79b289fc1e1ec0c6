// usage: SLACK_BOT_TOKEN=xoxb-… npm run slack:validate [-- --payloads FILE]
//
// Lets Slack itself check every message and view that the bot's tests draw, with `blocks.validate`, and prints what it
// refuses. FILE has them as JSON, one a line; without it the tests run and write it. Any bot token of Slack will do: the
// method takes no scope and posts nothing. Packages must be built. https://docs.slack.dev/reference/methods/blocks.validate
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { root } from './setup/root.mjs';
import { runJest } from './testing/run-jest.mjs';

const { SLACK_BOT_TOKEN: token, SLACK_API_URL: api = 'https://slack.com/api/' } = process.env;
const { values } = parseArgs({ options: { payloads: { type: 'string' } } });

if (!token) fail('Set SLACK_BOT_TOKEN to a bot token of Slack: xoxb-…');
const file = values.payloads ?? (await draw());
const lines = [...new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean))];
let refused = 0;
for (const line of lines) {
  const errors = await validate(JSON.parse(line));
  if (errors.length === 0) continue;
  refused += 1;
  console.log(`refused: ${line.slice(0, 300)}`);
  for (const error of errors) console.log(`  ${error.pointer ?? ''} ${error.message ?? error.code}`);
}
console.log(`${lines.length} messages and views were checked by Slack, ${refused} refused`);
process.exitCode = refused === 0 && lines.length > 0 ? 0 : 1;

/** The messages and views of the tests, in a file. */
async function draw() {
  const drawn = join(root, 'reports', 'slack-drawn.jsonl');
  rmSync(drawn, { force: true });
  const env = { ...process.env, SLACK_DRAWN_FILE: drawn };
  const code = await runJest(
    join(root, 'apps', 'slack-bot'),
    ['--testPathPatterns=src/messages/', '--testPathIgnorePatterns=\\.long\\.'],
    env,
    {
      report: join(root, 'reports', 'slack-drawn.json'),
    },
  );
  if (code !== 0 || !existsSync(drawn)) fail('The tests of the messages failed.');
  return drawn;
}

/** What Slack refuses in a payload. Waits when Slack asks for it. */
async function validate(payload) {
  const isView = payload.type === 'home' || payload.type === 'modal';
  const response = await fetch(new URL('blocks.validate', api), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(isView ? { view: payload } : { message: { blocks: payload.blocks } }),
    signal: AbortSignal.timeout(30_000),
  });
  if (response.status === 429) {
    await delay(Number(response.headers.get('retry-after') ?? 1) * 1_000);
    return validate(payload);
  }
  /** @type {{ ok: boolean, error?: string, errors?: { pointer?: string, code?: string, message?: string }[] }} */
  const answer = JSON.parse(await response.text());
  if (answer.ok) return [];
  if (!answer.errors) return fail(`Slack answered: ${answer.error}`);
  return answer.errors;
}

/** @param {string} text @returns {never} */
function fail(text) {
  console.error(text);
  process.exit(1);
}
