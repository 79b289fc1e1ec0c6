/** The most values of lists, such as members, that an answer has. */
export const MOST_SCIM_VALUES = 50_000;

/** The values of the first of some resources: of as many as fit in an answer. */
export interface WhatFits<Row> {
  /** 0 when the first one alone has too many. */
  readonly resources: number;
  readonly values: readonly Row[];
}

/**
 * Reads the values of as many resources as fit. When all have too many, half of them are tried, and so on: that reads less
 * than to count all first, and values are seldom that many.
 *
 * @param read reads the values of resources, in any order and no more than `MOST_SCIM_VALUES` and one
 */
export async function readWhatFits<Id, Row>(
  ids: readonly Id[],
  read: (ids: readonly Id[]) => Promise<Row[]>,
): Promise<WhatFits<Row>> {
  for (let resources = ids.length; resources > 0; resources = Math.floor(resources / 2)) {
    const values = await read(ids.slice(0, resources));
    if (values.length <= MOST_SCIM_VALUES) return { resources, values };
  }
  return { resources: 0, values: [] };
}
