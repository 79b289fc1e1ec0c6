import { randomBytes } from 'node:crypto';
import { createMigratedDatabase, dropDatabase, testDatabaseUrl } from '@roster/local-stack';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../data-source.js';
import { migrate } from '../migrate.js';
import { prepareCell, readCellKey } from './cell-number.js';

export interface Cell {
  /** As the role that processes run as. */
  readonly dataSource: DataSource;
  readonly owner: DataSource;
}

interface SecondCell extends Cell {
  close(): Promise<void>;
}

/** Another cell than `first`, without organizations. */
export async function openSecondCell(first: Cell, number = 1): Promise<SecondCell> {
  const name = `cell_${randomBytes(6).toString('hex')}`;
  const { url, ownerUrl } = await createMigratedDatabase(name, migrate);
  const dataSource = await createDataSource(url, { poolSize: 10 }).initialize();
  const owner = await createDataSource(ownerUrl, { poolSize: 2, silenceTimeoutMs: 0 }).initialize();
  await prepareCell(owner, number, await readCellKey(first.owner));
  return {
    dataSource,
    owner,
    async close() {
      await dataSource.destroy();
      await owner.destroy();
      await dropDatabase(testDatabaseUrl(), name);
    },
  };
}
