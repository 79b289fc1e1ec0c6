import type { OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { CopyOptions } from './export-organization.js';
import { lockFence } from './fences.js';
import { ORGANIZATION_TABLES } from './organization-tables.js';

/**
 * Deletes what is left here of an organization that has moved, its audit included, table by table. Interrupted, it can be
 * repeated: the fence goes last.
 *
 * @throws Error when the organization has not moved
 */
export async function removeMovedOrganization(
  owner: DataSource,
  organizationId: OrganizationId,
  { onProgress }: CopyOptions = {},
): Promise<{ rows: number }> {
  const statements = [...ORGANIZATION_TABLES].reverse().map(({ name, rows }) => `DELETE FROM ${name} t WHERE ${rows}`);
  statements.splice(-1, 0, 'DELETE FROM feed_arrivals WHERE organization_id = $1');
  statements.push('DELETE FROM organization_fences WHERE organization_id = $1');
  let rows = 0;
  for (const [index, statement] of statements.entries()) {
    rows += await owner.transaction(async (tx) => {
      const { state } = await lockFence(tx, organizationId);
      if (state !== 'moved') throw new Error(`${organizationId} has not moved: this is the copy that counts.`);
      await tx.query(`SET LOCAL statement_timeout = 0; SET LOCAL roster.removes_moved_organization = 'on'`);
      const [, deleted]: [unknown[], number] = await tx.query(statement, [organizationId]);
      return deleted;
    });
    onProgress?.(index + 1, statements.length);
  }
  return { rows };
}
