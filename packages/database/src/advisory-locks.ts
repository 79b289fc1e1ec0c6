/**
 * The numbers of all advisory locks. Any number will do that nothing else in the database locks, and none is ever
 * changed: a version that is being replaced still takes the old one.
 *
 * They are locks of a transaction (`pg_advisory_xact_lock`) only. One of a session would stay with the server's
 * connection when a pooler gives that to somebody else, and nobody could release it.
 */
export const ADVISORY_LOCKS = {
  /** One process migrates, the others wait for it. */
  migration: 7_216_403,
  /** One process purges, nobody waits for it. */
  purge: 7_216_404,
  /** With a second key, the hash of an organization: a space of numbers apart from that of single keys. */
  tree: 7_216_404,
} as const;
