// usage: npm run scim:try            (--help tells the rest)
//
// Plays what Okta, Microsoft Entra ID and OneLogin send over SCIM, and what the RFCs have beside that, against a running
// `npm start`, and prints requests and answers.
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { main } = await import('./scim-try/main.mjs');
process.exitCode = await main(process.argv.slice(2));
