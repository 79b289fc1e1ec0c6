import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Problem } from '../setup/problem.mjs';
import { root } from '../setup/root.mjs';

/** Where `npm start` keeps everything that outlives it: the database and the demo token. */
export function openDataFolder() {
  const folder = resolve(root, process.env.ROSTER_DATA_DIR || '.roster');
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Problem(
      `The data folder ${folder} cannot be written (${error.code}): name another one, ROSTER_DATA_DIR=/some/folder npm start.`,
    );
  }
  return folder;
}

/** The password of the demo operator of the console: made at the first start, and kept for the next ones. */
export function demoPassword(folder) {
  const file = join(folder, 'demo-operator-password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const password = randomBytes(12).toString('base64url');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

/** Names the key that encrypts the second factors of operators. */
export function operatorKey(folder) {
  return encryptionKey(folder, 'OPERATOR_ENCRYPTION_KEY', 'operator-encryption-key');
}

/** Names the key that encrypts the secrets of webhook endpoints. */
export function webhookKey(folder) {
  return encryptionKey(folder, 'WEBHOOK_ENCRYPTION_KEY', 'webhook-encryption-key');
}

/** The key that is given, else one that is made at the first start and kept for the next ones. */
function encryptionKey(folder, variable, name) {
  if (process.env[variable] || process.env[`${variable}_FILE`]) return {};
  const file = join(folder, name);
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  return { [`${variable}_FILE`]: file };
}

/** The database keeps only a hash of the demo token, so the token itself is kept here for the next start. */
export function demoToken(folder) {
  const file = join(folder, 'demo-token');
  return {
    given: process.env.ROSTER_DEMO_TOKEN || (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined),
    keep(token) {
      if (!process.env.ROSTER_DEMO_TOKEN) writeFileSync(file, `${token}\n`, { mode: 0o600 });
    },
  };
}
