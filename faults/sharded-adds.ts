import { organizationIdSchema } from '@roster/domain';
import { shardIndexOf } from '@roster/queue';
import { AddLoad, isFinal } from './add-load.js';
import type { Entry } from './client-ledger.js';
import { addPlace, type Place } from './place.js';
import type { Stack } from './stack.js';
import type { Verdict } from './verdict.js';

export const SHARDS = 3;

/** The shard of the organization that all loads use. It is the one that is lost. */
export const LOST_SHARD = 1;

/** Organizations on the other shards. */
const OTHERS = ['north', 'east'];
const PEOPLE = 20_000;

/** Longer than a server may hold a request, in milliseconds. */
const HELD_UP_MS = 3_000;

/** Adds in one organization of each shard. */
export class ShardedAdds extends AddLoad {
  static async open(stack: Stack): Promise<ShardedAdds> {
    const others = await Promise.all(OTHERS.map((name) => addPlace(stack.dataSource, name, PEOPLE)));
    const places = [stack.place, ...others];
    expect(places.map(shardOf)).toEqual([LOST_SHARD, 0, 2]);
    return new ShardedAdds(stack, undefined, places);
  }

  /** How many changes of the lost shard, or of the others, left a caller without an outcome at first, or for too long. */
  heldUp(which: 'lost' | 'others'): number {
    return this.entriesOf(which).filter((entry) => {
      const [first] = entry.answers;
      return (first !== undefined && !isFinal(first)) || waitOf(entry) > HELD_UP_MS;
    }).length;
  }

  override async judge(): Promise<Verdict & { settledMs: number }> {
    return {
      ...(await super.judge()),
      heldUp: this.heldUp('others'),
      otherShardsWaitMs: Math.max(...this.entriesOf('others').map(waitOf)),
    };
  }

  private entriesOf(which: 'lost' | 'others'): readonly Entry[] {
    return this.entries.filter(({ place }) => (shardOf(place) === LOST_SHARD) === (which === 'lost'));
  }
}

function shardOf({ organization }: Place): number {
  return shardIndexOf(organizationIdSchema.parse(organization), SHARDS);
}

function waitOf({ askedAt, answeredAt }: Entry): number {
  return (answeredAt ?? performance.now()) - askedAt;
}
