import 'reflect-metadata';
import { PostgresClient } from '@roster/connections';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { ApiKey } from './entities/api-key.entity.js';
import { AuditEvent } from './entities/audit-event.entity.js';
import { ChangeRequestRow } from './entities/change-request.entity.js';
import { Department } from './entities/department.entity.js';
import { DepartmentMemberCount } from './entities/department-member-count.entity.js';
import { DepartmentMembership } from './entities/department-membership.entity.js';
import { Operation } from './entities/operation.entity.js';
import { OperationItem } from './entities/operation-item.entity.js';
import { Operator } from './entities/operator.entity.js';
import { OperatorEvent } from './entities/operator-event.entity.js';
import { OperatorSession } from './entities/operator-session.entity.js';
import { OperatorSignInAttempt } from './entities/operator-sign-in-attempt.entity.js';
import { Organization } from './entities/organization.entity.js';
import { OrganizationMember } from './entities/organization-member.entity.js';
import { ProcessSampleRow } from './entities/process-sample.entity.js';
import { SlackChannelLink } from './entities/slack-channel-link.entity.js';
import { SlackDelivery } from './entities/slack-delivery.entity.js';
import { SlackIdentity } from './entities/slack-identity.entity.js';
import { SlackInstallation } from './entities/slack-installation.entity.js';
import { SlackLinkToken } from './entities/slack-link-token.entity.js';
import { SlackOauthState } from './entities/slack-oauth-state.entity.js';
import { SlackRequest } from './entities/slack-request.entity.js';
import { StoredAnswer } from './entities/stored-answer.entity.js';
import { Directory1763900000000 } from './migrations/1763900000000-directory.js';
import { Memberships1763900100000 } from './migrations/1763900100000-memberships.js';
import { BulkOperations1763900200000 } from './migrations/1763900200000-bulk-operations.js';
import { Departments1763900300000 } from './migrations/1763900300000-departments.js';
import { People1763900400000 } from './migrations/1763900400000-people.js';
import { MemberSearch1763900500000 } from './migrations/1763900500000-member-search.js';
import { Writes1763900600000 } from './migrations/1763900600000-writes.js';
import { DirectoryOrder1763900700000 } from './migrations/1763900700000-directory-order.js';
import { Slack1763900800000 } from './migrations/1763900800000-slack.js';
import { DepartmentSearch1763900850000 } from './migrations/1763900850000-department-search.js';
import { Signals1763900900000 } from './migrations/1763900900000-signals.js';
import { Operators1763901000000 } from './migrations/1763901000000-operators.js';
import { DepartmentMemberCounts1763901100000 } from './migrations/1763901100000-department-member-counts.js';
import { SearchInOneOrganization1763901200000 } from './migrations/1763901200000-search-in-one-organization.js';
import { AnswersOfTheInstallation1763901300000 } from './migrations/1763901300000-answers-of-the-installation.js';
import { RoomForResults1763901400000 } from './migrations/1763901400000-room-for-results.js';

export interface ConnectionSettings {
  /** Connections at most; the default of 10 suits one process on two cores. */
  readonly poolSize?: number;
  /** What `pg_stat_activity` shows. */
  readonly applicationName?: string;
  /** After how long without a byte a connection with a query is given up, in milliseconds; 0 is never. */
  readonly silenceTimeoutMs?: number;
  /** How long a caller waits for a connection, be it a free one or a new one, in milliseconds. 5 s unless given. */
  readonly acquireTimeoutMs?: number;
}

export function dataSourceOptions(databaseUrl: string, settings: ConnectionSettings = {}): DataSourceOptions {
  return {
    type: 'postgres',
    url: databaseUrl,
    applicationName: settings.applicationName ?? 'roster',
    poolSize: settings.poolSize ?? 10,
    connectTimeoutMS: settings.acquireTimeoutMs ?? 5_000,
    entities: [
      ApiKey,
      AuditEvent,
      ChangeRequestRow,
      Department,
      DepartmentMemberCount,
      DepartmentMembership,
      Operation,
      OperationItem,
      Operator,
      OperatorEvent,
      OperatorSession,
      OperatorSignInAttempt,
      OrganizationMember,
      Organization,
      SlackChannelLink,
      SlackDelivery,
      SlackIdentity,
      SlackInstallation,
      SlackLinkToken,
      SlackOauthState,
      SlackRequest,
      ProcessSampleRow,
      StoredAnswer,
    ],
    migrations: [
      Directory1763900000000,
      Memberships1763900100000,
      BulkOperations1763900200000,
      Departments1763900300000,
      People1763900400000,
      MemberSearch1763900500000,
      Writes1763900600000,
      DirectoryOrder1763900700000,
      Slack1763900800000,
      DepartmentSearch1763900850000,
      Signals1763900900000,
      Operators1763901000000,
      DepartmentMemberCounts1763901100000,
      SearchInOneOrganization1763901200000,
      AnswersOfTheInstallation1763901300000,
      RoomForResults1763901400000,
    ],
    migrationsTableName: 'migrations',
    synchronize: false,
    // Nothing that is sent at sign-in: a pooler refuses it. Limits are the role's (`setSessionLimits`).
    extra: { Client: PostgresClient, silenceTimeoutMs: settings.silenceTimeoutMs },
  };
}

export function createDataSource(databaseUrl: string, settings?: ConnectionSettings): DataSource {
  return new DataSource(dataSourceOptions(databaseUrl, settings));
}

/** @throws an error that says which variable to look at, when there is no connection to be had */
export async function openDataSource(databaseUrl: string, settings?: ConnectionSettings): Promise<DataSource> {
  try {
    return await createDataSource(databaseUrl, settings).initialize();
  } catch (cause) {
    throw new Error('Cannot connect to Postgres. Is DATABASE_URL right, and does it accept connections?', { cause });
  }
}
