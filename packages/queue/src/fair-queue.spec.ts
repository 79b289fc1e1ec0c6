import { FairQueue } from './fair-queue.js';

/** `a1` is the first item of lane `a`. */
function queueOf(...items: string[]): FairQueue<string, string> {
  const queue = new FairQueue<string, string>();
  for (const item of items) queue.push(item.charAt(0), item);
  return queue;
}

describe('a fair queue', () => {
  it.each<[string, string[], number, string[]]>([
    ['nothing is there', [], 3, []],
    ['there is one lane, in its order', ['a1', 'a2', 'a3'], 2, ['a1', 'a2']],
    ['less is there than may be taken', ['a1', 'a2'], 5, ['a1', 'a2']],
    ['a long lane was first', ['a1', 'a2', 'a3', 'a4', 'b1'], 3, ['a1', 'b1', 'a2']],
    [
      'three lanes are of different length',
      ['a1', 'a2', 'a3', 'b1', 'b2', 'c1'],
      6,
      ['a1', 'b1', 'c1', 'a2', 'b2', 'a3'],
    ],
    ['nothing may be taken', ['a1'], 0, []],
  ])('takes one of each lane in turn: %s', (_, items, most, taken) => {
    const queue = queueOf(...items);
    expect(queue.take(most)).toEqual(taken);
    expect(queue.size).toBe(items.length - taken.length);
  });

  it('goes on with the lane whose turn it is', () => {
    const queue = queueOf('a1', 'a2', 'b1', 'b2', 'c1');
    expect([queue.take(2), queue.take(2), queue.take(2)]).toEqual([['a1', 'b1'], ['c1', 'a2'], ['b2']]);
  });

  it('gives a lane that comes later its turn before those that were served', () => {
    const queue = queueOf('a1', 'a2', 'a3');
    queue.take(1);
    queue.push('b', 'b1');
    expect(queue.take(3)).toEqual(['a2', 'b1', 'a3']);
  });

  it.each<[Record<string, number>, string[], string[]]>([
    [{ a: 1 }, ['a1', 'b1', 'b2'], ['a2', 'a3']],
    [{ a: 0, b: 1 }, ['b1'], ['a1', 'b2', 'a2', 'a3']],
    [{ a: 0, b: 0 }, [], ['a1', 'b1', 'a2', 'b2', 'a3']],
  ])('takes no more of a lane than there is room for: %j', (room, first, rest) => {
    const queue = queueOf('a1', 'a2', 'a3', 'b1', 'b2');
    expect(queue.take(9, (key) => room[key] ?? 9)).toEqual(first);
    expect(queue.take(9)).toEqual(rest);
    expect([queue.size, queue.laneCount]).toEqual([0, 0]);
  });

  it('keeps the turn of a lane without room', () => {
    const queue = queueOf('a1', 'b1', 'b2');
    queue.take(1, (key) => (key === 'a' ? 0 : 1));
    expect(queue.take(2)).toEqual(['a1', 'b2']);
  });

  it('puts an item back to the head of its lane', () => {
    const queue = queueOf('a1', 'a2', 'b1');
    const [first = ''] = queue.take(1);
    queue.putBack('a', first);
    expect(queue.take(9)).toEqual(['b1', 'a1', 'a2']);
    queue.putBack('c', 'c1');
    expect(queue.take(9)).toEqual(['c1']);
  });

  it('takes ten thousand items in turns of 64 without looking at the others', () => {
    const queue = new FairQueue<number, number>();
    for (let item = 0; item < 10_000; item += 1) queue.push(item % 7, item);
    const taken: number[] = [];
    while (queue.size > 0) taken.push(...queue.take(64));
    expect(taken).toEqual(Array.from({ length: 10_000 }, (_, item) => item));
  });
});
