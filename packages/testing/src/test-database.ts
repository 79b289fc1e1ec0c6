import { randomBytes } from 'node:crypto';
import { createDataSource, type Demo, migrate, seedDemo } from '@roster/database';
import { createMigratedDatabase, dropDatabase, testDatabaseUrl } from '@roster/local-stack';
import type { DataSource } from 'typeorm';

export interface TestDatabase {
  /** As the role that processes run as. */
  readonly url: string;
  readonly ownerUrl: string;
  readonly demo: Demo;
  /** As the role that processes run as. */
  readonly dataSource: DataSource;
  /** One connection as the owner, for what no process may do. */
  readonly owner: DataSource;
  /** Drops it. All other connections must have been closed before. */
  close(): Promise<void>;
}

interface TestDatabaseOptions {
  /** Of the test's own connections. */
  readonly poolSize?: number;
  readonly applicationName?: string;
  /** The server to create it on; the URL's user must be allowed to. Default: the server of the suite. */
  readonly server?: string;
}

/** A migrated database of its own for one file, with the demo organization in it. */
export async function openTestDatabase({
  server = testDatabaseUrl(),
  ...options
}: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const { url, ownerUrl } = await createMigratedDatabase(name, migrate, server);
  const demo = await seedDemo(url);
  const dataSource = await createDataSource(url, { poolSize: 4, ...options }).initialize();
  const owner = await createDataSource(ownerUrl, { poolSize: 1 }).initialize();
  return {
    url,
    ownerUrl,
    demo,
    dataSource,
    owner,
    async close() {
      await owner.destroy();
      await dataSource.destroy();
      await dropDatabase(server, name);
    },
  };
}
