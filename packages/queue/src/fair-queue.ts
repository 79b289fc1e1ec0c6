/**
 * A queue with a lane for each key: first in, first out within a lane, and round robin between lanes. So an item never
 * waits for all items of a longer lane. Lanes hold some thousands of items at
 * most, so taking the first by `shift` is cheap.
 */
export class FairQueue<Key, Item> {
  /** In the order of their turns, without empty lanes. */
  private readonly lanes = new Map<Key, Item[]>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Lanes that are not empty. */
  get laneCount(): number {
    return this.lanes.size;
  }

  push(key: Key, item: Item): void {
    const lane = this.lanes.get(key);
    if (lane) lane.push(item);
    else this.lanes.set(key, [item]);
    this.count += 1;
  }

  /** Puts an item in front of its lane. A lane that was empty takes the last turn. */
  putBack(key: Key, item: Item): void {
    const lane = this.lanes.get(key);
    if (lane) lane.unshift(item);
    else this.lanes.set(key, [item]);
    this.count += 1;
  }

  /**
   * Takes up to `most` items. `roomFor` returns how many of them a lane may give; it is called once for each lane. A lane
   * without room keeps its turn.
   */
  take(most: number, roomFor: (key: Key) => number = () => most): Item[] {
    const taken: Item[] = [];
    const room = new Map<Key, number>();
    if (most <= 0) return taken;
    // A lane that still has items goes to the end of the map, where this loop meets it again.
    for (const [key, lane] of this.lanes) {
      const left = room.get(key) ?? roomFor(key);
      if (left <= 0) {
        room.set(key, 0);
        continue;
      }
      room.set(key, left - 1);
      // There are no empty lanes.
      taken.push(lane.shift() as Item);
      this.count -= 1;
      this.lanes.delete(key);
      if (lane.length > 0) this.lanes.set(key, lane);
      if (taken.length === most) break;
    }
    return taken;
  }
}
