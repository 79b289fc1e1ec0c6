import {
  createDatabase,
  dropDatabase,
  type LocalPostgres,
  type LocalRedis,
  redisAvailable,
  startRedis,
  startTestPostgres,
} from '@roster/local-stack';
import { type Build, THIS_BUILD } from '../builds/build.js';
import type { OtherNode } from '../builds/other-node.js';
import { query } from './query.js';

export const ORGANIZATION = 'org_xyz789';
export const DEPARTMENT = 'dept_abc123';
export const TOKEN = 'roster_bench';

const template = ({ name }: Build) => `bench_template_${name}`;

/** The servers that all contenders share: one durable Postgres, and one Redis with an append-only file. */
export class Stack {
  private constructor(
    readonly postgres: LocalPostgres,
    /** Null when there is no redis-server on the PATH. */
    readonly redis: LocalRedis | null,
    /** Members of the organization, `usr_b1` to `usr_bN`, who are in no department. */
    readonly people: number,
    /** An earlier build that takes part. */
    readonly before: Build | null,
    /** A Node.js that runs one more contender. */
    readonly otherNode: OtherNode | null,
  ) {}

  static async open(people: number, before: Build | null, otherNode: OtherNode | null): Promise<Stack> {
    const postgres = await startTestPostgres({ durable: true });
    const redis = redisAvailable() ? await startRedis({ appendOnly: true }) : null;
    const stack = new Stack(postgres, redis, people, before, otherNode);
    try {
      await stack.makeTemplate(THIS_BUILD);
      if (before) await stack.makeTemplate(before);
    } catch (error) {
      await stack.close();
      throw error;
    }
    return stack;
  }

  /** A database with the schema, the demo organization and its people in it; its URL is the owner's. */
  async database(name: string, build = THIS_BUILD): Promise<string> {
    const copyOf = { template: template(build) };
    const url = await createDatabase(this.postgres.url, `bench_${name.replace('-', '_')}`, copyOf);
    // A copy has the schema, and not the limits that the role has in the template.
    await build.database.migrate(url, build.runningUrlOf(url));
    return url;
  }

  emptyDatabase(name: string): Promise<string> {
    return createDatabase(this.postgres.url, `bench_${name.replace('-', '_')}`);
  }

  async dropDatabase(url: string): Promise<void> {
    await dropDatabase(this.postgres.url, new URL(url).pathname.slice(1));
  }

  /** A database of the one Redis server, so that contenders do not see each other's keys. */
  redisUrl(index: number): string {
    if (!this.redis) throw new Error('There is no redis-server on the PATH.');
    return `${this.redis.url}/${index}`;
  }

  async close(): Promise<void> {
    await this.redis?.stop();
    await this.postgres.stop();
  }

  private async makeTemplate(build: Build): Promise<void> {
    const url = await createDatabase(this.postgres.url, template(build));
    await build.database.migrate(url, build.runningUrlOf(url));
    await build.database.seedDemo(url, { token: TOKEN });
    await addPeople(url, 1, this.people);
    await query(url, 'VACUUM ANALYZE');
  }
}

export async function addPeople(databaseUrl: string, from: number, to: number): Promise<void> {
  await query(
    databaseUrl,
    `INSERT INTO organization_members (organization_id, user_id, full_name, email)
     SELECT $1, 'usr_b' || n, 'Person ' || n, 'b' || n || '@company.com' FROM generate_series($2::int, $3::int) n`,
    [ORGANIZATION, from, to],
  );
}

/** Departments without members: `prefix1` to `prefixN`. */
export async function addDepartments(databaseUrl: string, prefix: string, departments: number): Promise<void> {
  await query(
    databaseUrl,
    `INSERT INTO departments (id, organization_id, name) SELECT $1 || n, $2, $1 || n FROM generate_series(1, $3::int) n`,
    [prefix, ORGANIZATION, departments],
  );
}
