// usage: npm run webhooks:listen
//
// Beside a running `npm start`: creates a webhook endpoint on this machine, verifies and prints what arrives, and deletes
// the endpoint at Ctrl-C.
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { main } = await import('./webhooks-listen/main.mjs');
process.exitCode = await main();
