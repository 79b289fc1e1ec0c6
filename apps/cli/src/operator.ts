import { openDataSource } from '@roster/database';
import { ALL_SCOPES, type Caller, type OrganizationId } from '@roster/domain';
import { newTraceContext } from '@roster/runtime';
import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';

/** Anyone with the database's password may do everything in it. The audit names this program as the actor. */
export function operatorOf(organizationId: OrganizationId): Caller {
  return {
    principal: { organizationId, actor: { type: 'system', id: 'roster-cli' }, scopes: new Set(ALL_SCOPES) },
    channel: 'system',
    traceId: newTraceContext().traceId,
  };
}

/** undefined_table and undefined_column: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const SCHEMA_OUTDATED = new Set(['42P01', '42703']);

/** Closes its connections, usually one, when `work` has ended. */
export async function onDatabase<Result>(
  databaseUrl: string,
  work: (dataSource: DataSource) => Promise<Result>,
  settings: { readonly poolSize: number; readonly silenceTimeoutMs?: number } = { poolSize: 1 },
): Promise<Result> {
  const dataSource = await openDataSource(databaseUrl, { ...settings, applicationName: 'roster-cli' });
  try {
    return await work(dataSource);
  } catch (error) {
    if (error instanceof QueryFailedError && SCHEMA_OUTDATED.has((error.driverError as { code?: string }).code ?? '')) {
      throw new Error('The schema is not up to date: run the command "migrate" first', { cause: error });
    }
    throw error;
  } finally {
    await dataSource.destroy();
  }
}

/** As the owner of the tables, for work that takes longer than a statement of a process may. */
export function asOwner<Result>(ownerUrl: string, work: (owner: DataSource) => Promise<Result>): Promise<Result> {
  return onDatabase(ownerUrl, work, { poolSize: 2, silenceTimeoutMs: 0 });
}

export function inTransaction<Result>(
  databaseUrl: string,
  work: (tx: EntityManager) => Promise<Result>,
): Promise<Result> {
  return onDatabase(databaseUrl, (dataSource) => dataSource.transaction(work));
}
