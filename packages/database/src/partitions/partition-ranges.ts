/** A partition of the audit has the event ids from its number times 2^40 on. */
export const PARTITION_BITS = 40n;

/** The first partition of each cell is a multiple of this. */
export const PARTITIONS_OF_CELL = 2 ** 16;
