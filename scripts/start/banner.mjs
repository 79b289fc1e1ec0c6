import { bold, dim, green } from '../setup/steps.mjs';
import { addRequest } from './first-add.mjs';

/** What a person needs to go on: addresses, the token, and a line to paste. */
export function showBanner({ api, console: ops, slack, demo, database, replica, queue, dataFolder, took }) {
  const rows = [
    ['API', api],
    ['Docs', `${api}/docs`],
    ...(slack ? [['Slack bot', slack]] : []),
    ['Token', demo.token],
    ['Console', ops],
    ['Sign in', `${demo.operator.email}  ${demo.operator.password}`],
    ['Database', database],
    ...(replica ? [['Replica', replica]] : []),
    ['Queue', queue],
    ['Data', dataFolder],
  ];
  console.log(`\n${green(bold('Roster is ready'))} ${dim(`after ${took}`)}\n`);
  for (const [name, value] of rows) console.log(`  ${name.padEnd(10)}${value}`);
  console.log('\nAdd Jane to Engineering (201; a second time 409):\n');
  console.log(`  ${addRequest(api, demo).curl}`);
  console.log(`\nIn another terminal, print each change as a verified webhook: ${bold('npm run webhooks:listen')}`);
  console.log('\nCtrl-C stops everything.');
}
