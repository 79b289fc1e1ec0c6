import type { OrganizationId } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { waitForLock } from '../advisory-locks.js';
import type { CopyOptions } from './export-organization.js';
import { type FenceRow, lockFence } from './fences.js';
import { ORGANIZATION_TABLES } from './organization-tables.js';

/** The most audit events that one transaction deletes, so that the sealer and other moves do not wait for long. */
const PIECE = 10_000;

const EVENTS = 'audit_events';
const SEALS = 'audit_seals';

/**
 * Deletes all that this database holds of a fenced organization, table by table. Interrupted, it can be repeated: the fence
 * goes last. In the meantime `audit verify` misses the events whose seals are still there.
 *
 * @param assertDeletable looks at the fence in each transaction, and throws to stop
 */
export async function deleteOrganization(
  owner: DataSource,
  organizationId: OrganizationId,
  assertDeletable: (fence: FenceRow) => void,
  { onProgress }: CopyOptions = {},
): Promise<{ rows: number }> {
  const inTransaction = (work: (tx: EntityManager) => Promise<number>) =>
    owner.transaction(async (tx) => {
      assertDeletable(await lockFence(tx, organizationId));
      await tx.query(`SET LOCAL statement_timeout = 0; SET LOCAL roster.removes_moved_organization = 'on'`);
      return work(tx);
    });
  const all = (statement: string) => () => inTransaction((tx) => deleted(tx, statement, organizationId));
  const steps = [...ORGANIZATION_TABLES]
    .reverse()
    .filter(({ name }) => name !== SEALS)
    .map(({ name, rows }) =>
      name === EVENTS ? () => deleteAudit(organizationId, inTransaction) : all(`DELETE FROM ${name} t WHERE ${rows}`),
    );
  steps.splice(-1, 0, all('DELETE FROM feed_arrivals WHERE organization_id = $1'));
  steps.push(all('DELETE FROM organization_fences WHERE organization_id = $1'));
  let rows = 0;
  for (const [index, step] of steps.entries()) {
    rows += await step();
    onProgress?.(index + 1, steps.length);
  }
  return { rows };
}

/**
 * The seals go with the last events, while nobody seals: otherwise the sealer could seal an event a second time. Their turns
 * are noted, as `audit verify` would miss those in which no other organization has a seal.
 */
async function deleteAudit(
  organizationId: OrganizationId,
  inTransaction: (work: (tx: EntityManager) => Promise<number>) => Promise<number>,
): Promise<number> {
  let events = 0;
  for (let piece = PIECE; piece === PIECE; events += piece)
    piece = await inTransaction((tx) => deleted(tx, A_PIECE_OF_EVENTS, organizationId));
  const rest = await inTransaction(async (tx) => {
    await waitForLock(tx, 'sealing');
    const late = await deleted(tx, `DELETE FROM ${EVENTS} WHERE organization_id = $1`, organizationId);
    await tx.query(
      `INSERT INTO removed_seals (from_id, to_id) SELECT DISTINCT from_id, to_id FROM ${SEALS} WHERE organization_id = $1
       ON CONFLICT (to_id) DO NOTHING`,
      [organizationId],
    );
    return late + (await deleted(tx, `DELETE FROM ${SEALS} WHERE organization_id = $1`, organizationId));
  });
  return events + rest;
}

const A_PIECE_OF_EVENTS = `
  DELETE FROM ${EVENTS} WHERE id = ANY (ARRAY(SELECT id FROM ${EVENTS} WHERE organization_id = $1 LIMIT ${PIECE}))`;

async function deleted(tx: EntityManager, statement: string, organizationId: OrganizationId): Promise<number> {
  const [, rows]: [unknown[], number] = await tx.query(statement, [organizationId]);
  return rows;
}
