import { createHash } from 'node:crypto';
import { organizationIdSchema } from '@roster/domain';
import { hashSlot, SLOTS } from './hash-slot.js';
import { ONLY_SHARD, shardIndexOf, shardsOf } from './shard.js';
import { queuesOf } from './shard-queue.js';

test.each([
  // Redis Cluster specification: the CRC of "123456789" is 0x31C3.
  ['123456789', 0x31c3 % SLOTS],
  ['{123456789}:membership:wait', 0x31c3 % SLOTS],
  // As CLUSTER KEYSLOT of Redis 8 answers.
  ['foo', 12_182],
])('the slot of %s', (key, slot) => {
  expect(hashSlot(key)).toBe(slot);
});

it('a queue that is not divided has the names that it had before there were shards', () => {
  expect(shardsOf()).toEqual([ONLY_SHARD]);
  expect(ONLY_SHARD.keyPrefix).toBe('{roster}');
  expect(queuesOf(ONLY_SHARD).map(({ name }) => name)).toEqual(['membership', 'membership-bulk']);
});

it('the keys of a shard never change', () => {
  const [first, , third] = shardsOf(3);
  expect([first?.keyPrefix, third?.keyPrefix]).toEqual(['{roster-8636}', '{roster-624}']);
  expect(queuesOf(shardsOf(3)[1] ?? ONLY_SHARD).map(({ name }) => name)).toEqual([
    'membership.1-of-3',
    'membership-bulk.1-of-3',
  ]);
});

test.each([
  [3, 3],
  [6, 3],
  [12, 4],
  [32, 8],
  [20, 5],
])('%d shards are spread evenly over %d masters', (count, masters) => {
  const perMaster = new Array<number>(masters).fill(0);
  for (const { keyPrefix } of shardsOf(count)) {
    const master = Math.floor((hashSlot(`${keyPrefix}:membership:wait`) / SLOTS) * masters);
    perMaster[master] = (perMaster[master] ?? 0) + 1;
  }
  expect(perMaster).toEqual(new Array(masters).fill(count / masters));
});

test.each([
  ['random', (number: number) => createHash('sha256').update(String(number)).digest('hex').slice(0, 24)],
  ['numbered', (number: number) => String(number).padStart(6, '0')],
])('organizations with %s IDs are spread evenly over shards', (_kind, idOf) => {
  const organizations = Array.from({ length: 20_000 }, (_, number) =>
    organizationIdSchema.parse(`org_${idOf(number)}`),
  );
  for (const count of [3, 16]) {
    const perShard = new Array<number>(count).fill(0);
    for (const organizationId of organizations) {
      const index = shardIndexOf(organizationId, count);
      perShard[index] = (perShard[index] ?? 0) + 1;
    }
    for (const found of perShard) expect(Math.abs((found * count) / organizations.length - 1)).toBeLessThan(0.1);
  }
});
