import { setTimeout as delay } from 'node:timers/promises';
import type { Actor, OrganizationId } from '@roster/domain';
import type { EntityManager } from 'typeorm';

/**
 * The keys of all our advisory locks. They are never changed: a version that is being replaced still takes the old ones.
 * Keys of one number and keys of two are apart. BullMQ, when the queue lives in the same database, locks hashes of names
 * among the first: should one equal a key of ours, a migration waits for it, and a purge is left to the next turn.
 *
 * All are locks of a transaction. A session's lock would stay with the server's connection when a pooler gives that to
 * someone else, and nobody could release it.
 */
const KEYS = {
  migration: 7_216_403,
  purge: 7_216_404,
  sealing: 7_216_405,
  feed: 7_216_407,
  feedPurge: 7_216_408,
  webhooks: 7_216_409,
  webhookPurge: 7_216_410,
  webhookLanes: 7_216_411,
  announcements: 7_216_420,
  /** Taken by `keep_partitions` and `drop_change_requests`, which are functions of the database. */
  partitions: 7_216_421,
  imports: 7_216_422,
} as const;

/** Keys of two numbers: one of these, and a hash of the thing that is locked. */
const KEYS_WITH_HASH = { tree: 7_216_404, requests: 7_216_406 } as const;

export type AdvisoryLock = Exclude<keyof typeof KEYS, 'imports' | 'partitions'>;

/**
 * Takes the lock until the transaction ends; false when another process has it.
 *
 * Locks of one number are taken without parameters: with them, the statement's snapshot would stay until the next one, and
 * an index that is built concurrently waits for the transactions that have an old snapshot.
 */
export async function tryLock(tx: EntityManager, lock: AdvisoryLock): Promise<boolean> {
  const [{ locked }] = await tx.query(`SELECT pg_try_advisory_xact_lock(${KEYS[lock]}) AS locked`);
  return locked;
}

/** Waits for the lock, and takes it until the transaction ends. */
export async function waitForLock(tx: EntityManager, lock: AdvisoryLock): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(${KEYS[lock]})`);
}

const IMPORT_POLL_MS = 200;

/**
 * Until the transaction ends, it is known as an import: see `IS_IMPORT`. Any number of them may run, but none while
 * `lockOutImports` holds its lock. It asks again and again: waiting in a statement, it would keep a snapshot, for which the
 * one that holds that lock could have to wait.
 */
export async function lockAsImport(tx: EntityManager): Promise<void> {
  for (;;) {
    const [{ locked }] = await tx.query(`SELECT pg_try_advisory_xact_lock_shared(${KEYS.imports}) AS locked`);
    if (locked) return;
    await delay(IMPORT_POLL_MS);
  }
}

/** Waits until no import is running: none does until the transaction ends. */
export async function lockOutImports(tx: EntityManager): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(${KEYS.imports})`);
}

/** Whether a row of `pg_locks` is the lock of an import. A key of one number has its upper half in `classid`. */
export const IS_IMPORT = `locktype = 'advisory' AND classid = 0 AND objid = ${KEYS.imports} AND objsubid = 1`;

/**
 * Until the transaction ends, nobody else changes the shape of this organization's tree: what a later statement reads
 * of it (the departments above and below, their depth) stays true. Of two moves that only together would make a cycle,
 * the second one sees the first. Organizations whose hashes collide wait for each other and nothing worse.
 */
export async function lockTree(tx: EntityManager, organizationId: OrganizationId): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [KEYS_WITH_HASH.tree, organizationId]);
}

/** Until the transaction ends, this actor makes no other membership request: two cannot both be the last allowed one. */
export async function lockRequestsOf(tx: EntityManager, organizationId: OrganizationId, actor: Actor): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
    KEYS_WITH_HASH.requests,
    `${organizationId} ${actor.type} ${actor.id}`,
  ]);
}
