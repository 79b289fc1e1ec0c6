import { type DynamicModule, Module } from '@nestjs/common';
import type { GatewayTelemetry, Logger } from '@roster/runtime';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { AuthModule } from './auth/auth.module.js';
import { BulkModule } from './bulk/bulk.module.js';
import type { ApiConfig } from './config.js';
import { ConnectionsModule } from './connections/connections.module.js';
import { DepartmentsController } from './departments/departments.controller.js';
import { EventsModule } from './events/events.module.js';
import { HealthModule } from './health/health.module.js';
import { MeController } from './me/me.controller.js';
import { MembersModule } from './members/members.module.js';
import { MembershipRequestsController } from './membership-requests/membership-requests.controller.js';
import { OperationsModule } from './operations/operations.module.js';
import { OrganizationMembersController } from './organization-members/organization-members.controller.js';
import { OrganizationsController } from './organizations/organizations.controller.js';
import { RateLimitsModule } from './rate-limits/rate-limits.module.js';
import { ScimModule } from './scim/scim.module.js';
import { ScimConnectionsController } from './scim-connections/scim-connections.controller.js';
import { SlackController } from './slack/slack.controller.js';
import { WebhookEndpointsModule } from './webhook-endpoints/webhook-endpoints.module.js';

/** A feature has a module of its own when it has providers; otherwise its controller is here. */
@Module({
  imports: [
    AuthModule,
    MembersModule,
    BulkModule,
    OperationsModule,
    EventsModule,
    WebhookEndpointsModule,
    ScimModule,
    HealthModule,
  ],
  controllers: [
    DepartmentsController,
    MembershipRequestsController,
    OrganizationsController,
    OrganizationMembersController,
    MeController,
    ApiKeysController,
    ScimConnectionsController,
    AuditController,
    SlackController,
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
