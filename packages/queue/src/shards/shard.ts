import { crc32 } from 'node:zlib';
import type { OrganizationId } from '@roster/domain';
import { hashSlot, SLOTS } from './hash-slot.js';

/** The prefix of all keys while the queue has one shard. */
const ONLY_PREFIX = '{roster}';

/**
 * A part of the queue. Its keys share a tag in braces and so the slot and the node of a Redis cluster (BullMQ, "Redis
 * Cluster"). Shards of another count are other shards, with keys of their own.
 */
export interface Shard {
  /** From 0. */
  readonly index: number;
  /** How many shards there are. */
  readonly count: number;
  /** `1-of-3`. */
  readonly label: string;
  /** With the tag in braces. */
  readonly keyPrefix: string;
}

/** The one shard of a queue that is not divided. Its keys and queues have the names that they had before there were shards. */
export const ONLY_SHARD = shardOf(0, 1);

/** All shards of a queue that is divided into `count`. */
export function shardsOf(count = 1): readonly Shard[] {
  return Array.from({ length: count }, (_, index) => shardOf(index, count));
}

/** The index of the shard that an organization's changes go through. */
export function shardIndexOf(organizationId: OrganizationId, count: number): number {
  return count === 1 ? 0 : crc32(organizationId) % count;
}

/** The one of an organization's shard, of those of all shards in order. */
export function ofShard<Value>(shards: readonly Value[], organizationId: OrganizationId): Value {
  return shards[shardIndexOf(organizationId, shards.length)] as Value;
}

export function shardOf(index: number, count: number): Shard {
  const keyPrefix = count === 1 ? ONLY_PREFIX : prefixInSlot(Math.floor(((index + 0.5) / count) * SLOTS));
  return { index, count, label: `${index}-of-${count}`, keyPrefix };
}

/** The first of `{roster-0}`, `{roster-1}`, … that falls in each slot, of those that were tried. */
const prefixBySlot = new Map<number, string>();
let tried = 0;

/**
 * Masters own ranges of slots, so that shards in the middle of equal ranges are spread evenly over any number of masters
 * that divides theirs.
 */
function prefixInSlot(slot: number): string {
  for (;;) {
    const known = prefixBySlot.get(slot);
    if (known) return known;
    const prefix = `{roster-${tried}}`;
    tried += 1;
    const found = hashSlot(prefix);
    if (!prefixBySlot.has(found)) prefixBySlot.set(found, prefix);
  }
}
