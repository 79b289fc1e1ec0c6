import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { explain, Problem } from '../setup/problem.mjs';
import { root } from '../setup/root.mjs';
import { red } from '../setup/steps.mjs';
import { demoToken } from '../start/data-folder.mjs';
import { findRunning } from '../start/running.mjs';
import { connect } from './connection.mjs';
import { playEntra } from './entra.mjs';
import { playOkta } from './okta.mjs';
import { playOneLogin } from './onelogin.mjs';
import { playStandards } from './standards.mjs';

const HELP = `usage: npm run scim:try -- [okta | entra | onelogin | standards] [--api <url>]

Plays what an identity provider sends over SCIM against a running \`npm start\`, prints each request with its answer, and
removes afterwards what it made. \`standards\` plays what the RFCs have beside that: requests that do not wait, searches,
cursors and bulks. Without a name it plays all.

  --api <url>    another API than that of \`npm start\`; ROSTER_DEMO_TOKEN is a token of its organization
`;

const PLAYS = { okta: playOkta, entra: playEntra, onelogin: playOneLogin, standards: playStandards };

/** Resolves with the exit code: 1 as well when an answer was not as it should be. */
export async function main(args) {
  try {
    const { values, positionals } = parse(args);
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const unexpected = await play(positionals, findApi(values.api));
    if (unexpected > 0) throw new Problem(`${unexpected} of the answers were not as they should be.`);
    return 0;
  } catch (error) {
    console.error(`${red('This did not work.')} ${explain(error)}`);
    return 1;
  }
}

function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { api: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new Problem(error.message);
  }
}

function findApi(given) {
  const folder = resolve(root, process.env.ROSTER_DATA_DIR || '.roster');
  const api = given ?? findRunning(folder)?.api;
  const token = demoToken(folder).given;
  if (api && token) return { api, token };
  throw new Problem('Roster does not run here. Start it in another terminal and wait until it is ready: npm start');
}

async function play(names, { api, token }) {
  const unknown = names.find((name) => !(name in PLAYS));
  if (unknown) throw new Problem(`There is no "${unknown}" to play: ${Object.keys(PLAYS).join(', ')}.`);
  let unexpected = 0;
  for (const name of names.length > 0 ? names : Object.keys(PLAYS)) {
    const connection = await connect(api, token, name);
    try {
      await PLAYS[name](connection);
    } finally {
      await connection.close();
    }
    unexpected += connection.unexpected;
  }
  return unexpected;
}
