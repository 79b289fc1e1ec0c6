/** Settles like `work`, or rejects with `timeout()` if that takes longer than `ms`. The work itself continues. */
export async function withTimeLimit<Value>(work: Promise<Value>, ms: number, timeout: () => Error): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(timeout()), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
