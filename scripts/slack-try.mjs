// usage: npm run slack:try -- '/dept add @jane to engineering'      (--help tells the rest)
//
// Tries the Slack bot without Slack: beside a running `npm start` it starts an emulated Slack and the bot, does there
// what a person would do, and shows what each person would see.
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { main } = await import('./slack-try/main.mjs');
process.exitCode = await main(process.argv.slice(2));
