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

/**
 * Names the key that encrypts the second factors of operators: the one that is given, else one that is made at the first
 * start and kept for the next ones.
 */
export function operatorKey(folder) {
  const { OPERATOR_ENCRYPTION_KEY: key, OPERATOR_ENCRYPTION_KEY_FILE: givenFile } = process.env;
  if (key || givenFile) return {};
  const file = join(folder, 'operator-encryption-key');
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  return { OPERATOR_ENCRYPTION_KEY_FILE: file };
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
