import { z } from 'zod';

const error = 'numbers of shards from 0, and ranges of them, separated by commas, like 0,2-3';
const LIST = /^\d{1,2}(-\d{1,2})?(,\d{1,2}(-\d{1,2})?)*$/;

const shardList = z
  .string({ error })
  .regex(LIST, { error })
  .transform((list) =>
    list.split(',').map((range) => {
      const [from = 0, to = from] = range.split('-').map(Number);
      return { from, to };
    }),
  )
  .refine((ranges) => ranges.every(({ from, to }) => from <= to), { error })
  .transform((ranges) => [
    ...new Set(ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index))),
  ]);

/** The indexes of the shards of which a worker takes jobs; undefined: of all. */
export const workerShards = z
  .object({
    /** Read and validated with the other settings of Redis. */
    QUEUE_SHARDS: z.string().default('1'),
    WORKER_SHARDS: shardList.optional(),
  })
  .superRefine(({ QUEUE_SHARDS: count, WORKER_SHARDS: indexes = [] }, context) => {
    const last = Math.max(...indexes);
    if (last >= Number(count))
      context.addIssue({
        code: 'custom',
        message: `WORKER_SHARDS names shard ${last}; expected 0 to ${Number(count) - 1}, as QUEUE_SHARDS is ${count}.`,
      });
  })
  .transform(({ WORKER_SHARDS }) => WORKER_SHARDS);
