import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditSealer } from '../audit/audit-sealer.js';
import { verifyAudit } from '../audit/verify-audit.js';
import { command, ORGANIZATION, openTestDatabase, person } from '../database.fixture.js';
import { FeedRelay } from '../feed/feed-relay.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { TablePartitions } from '../partitions/table-partitions.js';
import { exportOrganization } from './export-organization.js';
import { freezeOrganization } from './fences.js';
import { importOrganization } from './import-organization.js';
import { openSecondCell } from './second-cell.fixture.js';
import { untilSettled } from './settle.js';

const first = await openTestDatabase();
const second = await openSecondCell(first);
const folder = mkdtempSync(join(tmpdir(), 'roster-export-'));
afterAll(async () => {
  await second.close();
  await first.close();
  rmSync(folder, { recursive: true });
});

const sealer = new AuditSealer(first.dataSource);
async function add(number: number): Promise<void> {
  await new MembershipLedger(first.dataSource).apply([command({ userId: person(number) })]);
  await new FeedRelay(first.dataSource, { retentionDays: 30 }).run();
  await sealer.run();
}

it('audit verify checks only the seals of events that were archived and dropped before the organization moved', async () => {
  await add(1);
  await first.owner.query(
    `UPDATE table_partitions SET made_at = made_at - interval '40 days', opened_at = opened_at - interval '40 days'`,
  );
  const partitions = new TablePartitions(first.dataSource);
  await partitions.keep();
  await partitions.keep();
  await add(2);
  await add(3);
  await first.owner.query('DELETE FROM feed_events');
  await first.owner.query(
    `UPDATE table_partitions SET archived_at = now(), archive_sha256 = 'x', dropped_at = now()
     WHERE table_name = 'audit_events' AND number = 0`,
  );
  await first.owner.query('DROP TABLE audit_events_0');

  await freezeOrganization(first.owner, ORGANIZATION);
  await untilSettled(first.owner, ORGANIZATION, { timeoutMs: 10_000, seal: () => sealer.run() });
  const manifest = await exportOrganization(first.owner, ORGANIZATION, folder);
  await second.owner.query('ALTER TABLE audit_events DETACH PARTITION audit_events_1');
  await expect(importOrganization(second.owner, manifest, folder)).rejects.toThrow('archived and dropped');
  await second.owner.query(
    'ALTER TABLE audit_events ATTACH PARTITION audit_events_1 FOR VALUES FROM (1099511627776) TO (2199023255552)',
  );
  await importOrganization(second.owner, manifest, folder);

  const here = await verifyAudit(first.dataSource);
  expect(here.archived).toBeGreaterThan(0);
  expect(await verifyAudit(second.dataSource)).toMatchObject({ events: here.events, archived: here.archived });

  // Another organization has come since, after that partition was dropped, too.
  await second.owner.query(
    `UPDATE table_partitions SET dropped_at = now() WHERE table_name = 'audit_events' AND number = 1`,
  );
  expect(await verifyAudit(second.dataSource)).toMatchObject({ events: here.events, archived: here.archived });
  await second.owner.query(
    `ALTER TABLE audit_events DISABLE TRIGGER USER; DELETE FROM audit_events WHERE user_id = '${person(3)}'`,
  );
  await expect(verifyAudit(second.dataSource)).rejects.toThrow('is missing');
  await second.owner.query(`UPDATE audit_events SET channel = 'cli'`);
  await expect(verifyAudit(second.dataSource)).rejects.toThrow('was changed');
}, 60_000);
