/** A check of readiness. */
export interface QueueCheck {
  readonly name: string;
  /** False: a failure is reported, and the process is ready all the same. */
  readonly required: boolean;
  /** Rejects when it fails. */
  check(): Promise<void>;
}

/**
 * Checks of something that each shard has, by the shard's label. The process is ready as long as it works for one shard:
 * every other process has the same silent shard, and the organizations of the others are to be served. Each of several
 * shards is reported by name, too.
 */
export function shardChecks(name: string, checks: ReadonlyMap<string, () => Promise<void>>): QueueCheck[] {
  const [only, ...others] = checks.values();
  if (only && others.length === 0) return [{ name, required: true, check: only }];
  const ofAny = async () => {
    await Promise.any([...checks.values()].map((check) => check())).catch(({ errors }: AggregateError) => {
      throw new Error(errors.join('; '));
    });
  };
  const ofEach = [...checks].map(([label, check]) => ({ name: `${name}.${label}`, required: false, check }));
  return [{ name, required: true, check: ofAny }, ...ofEach];
}
