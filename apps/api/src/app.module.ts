import { type DynamicModule, Module } from '@nestjs/common';
import type { GatewayTelemetry, Logger } from '@roster/runtime';
import { ApiKeysModule } from './api-keys/api-keys.module.js';
import { AuditModule } from './audit/audit.module.js';
import { BulkModule } from './bulk/bulk.module.js';
import type { ApiConfig } from './config.js';
import { ConnectionsModule } from './connections/connections.module.js';
import { DepartmentsModule } from './departments/departments.module.js';
import { HealthModule } from './health/health.module.js';
import { MeModule } from './me/me.module.js';
import { MembersModule } from './members/members.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { OrganizationMembersModule } from './organization-members/organization-members.module.js';
import { OrganizationsModule } from './organizations/organizations.module.js';
import { RateLimitsModule } from './rate-limits/rate-limits.module.js';
import { SlackModule } from './slack/slack.module.js';

@Module({
  imports: [
    DepartmentsModule,
    MembersModule,
    BulkModule,
    OperationsModule,
    OrganizationsModule,
    OrganizationMembersModule,
    MeModule,
    ApiKeysModule,
    AuditModule,
    SlackModule,
    HealthModule,
  ],
})
class AppModule {}

/** All modules of the API, with connections made from its configuration. */
export function appModule(config: ApiConfig, logger: Logger, telemetry: GatewayTelemetry): DynamicModule {
  return {
    module: AppModule,
    imports: [ConnectionsModule.for(config, logger, telemetry), RateLimitsModule.for(config, logger)],
  };
}
