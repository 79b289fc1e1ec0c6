import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockHolder } from './start-lock.mjs';

/**
 * Tells other scripts of this clone what runs on the data folder. The address of the database holds its password, so
 * only the owner may read it.
 */
export function announceRunning(folder, { api, databaseUrl, directUrl }) {
  const file = fileOf(folder);
  const facts = { api, databaseUrl, directUrl, redisUrl: process.env.REDIS_URL || undefined };
  writeFileSync(file, JSON.stringify(facts), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** What runs on the data folder; nothing when nothing does, or not yet. */
export function findRunning(folder) {
  if (!lockHolder(folder)) return undefined;
  try {
    return JSON.parse(readFileSync(fileOf(folder), 'utf8'));
  } catch {
    return undefined;
  }
}

function fileOf(folder) {
  return join(folder, 'running.json');
}
