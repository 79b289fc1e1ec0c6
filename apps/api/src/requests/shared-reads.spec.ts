import { setImmediate } from 'node:timers/promises';
import { SharedReads } from './shared-reads.js';

/** Reads that the test ends; `begun` are their numbers in the order in which they began. */
function openReads() {
  const shared = new SharedReads<string>();
  const begun: ((error?: Error) => void)[] = [];
  const read = () =>
    new Promise<string>((resolve, reject) => {
      const number = begun.length + 1;
      begun.push((error) => (error ? reject(error) : resolve(`read ${number}`)));
    });
  return {
    begun,
    ask: (key = 'tree') => shared.get(key, read),
    async end(number: number, error?: Error) {
      begun[number - 1]?.(error);
      await setImmediate();
    },
  };
}

describe('shared reads', () => {
  it('give callers during a read the next one, and nobody one that began before', async () => {
    const reads = openReads();
    const first = reads.ask();
    const later = [reads.ask(), reads.ask(), reads.ask()];
    expect(reads.begun).toHaveLength(1);
    await reads.end(1);
    expect(reads.begun).toHaveLength(2);
    const last = reads.ask();
    await reads.end(2);
    await reads.end(3);
    expect(await Promise.all([first, ...later, last])).toEqual(['read 1', 'read 2', 'read 2', 'read 2', 'read 3']);
  });

  it('begin at once when none runs, and cache no result', async () => {
    const reads = openReads();
    for (const number of [1, 2]) {
      const asked = reads.ask();
      expect(reads.begun).toHaveLength(number);
      await reads.end(number);
      expect(await asked).toBe(`read ${number}`);
    }
  });

  it('are not shared between keys', async () => {
    const reads = openReads();
    const asked = [reads.ask('mine'), reads.ask('yours')];
    await reads.end(2);
    await reads.end(1);
    expect(await Promise.all(asked)).toEqual(['read 1', 'read 2']);
  });

  it('fail for all who share one, and then go on', async () => {
    const reads = openReads();
    const failing = reads.ask();
    const next = reads.ask();
    await Promise.all([
      expect(failing).rejects.toThrow('Postgres is away'),
      reads.end(1, new Error('Postgres is away')),
    ]);
    await reads.end(2);
    expect(await next).toBe('read 2');
  });
});
