import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { AsyncRequestsController } from './async/async-requests.controller.js';
import { ScimBulkController } from './bulk/bulk.controller.js';
import { DiscoveryController } from './discovery/discovery.controller.js';
import { GroupChanges } from './groups/group-changes.js';
import { ScimGroupsController } from './groups/groups.controller.js';
import { MembershipLookUp } from './groups/membership-look-up.js';
import { ScimSearchController } from './search/search.controller.js';
import { ScimUsersController } from './users/scim-users.controller.js';

/** SCIM 2.0 for identity providers (RFC 7643, 7644). */
@Module({
  imports: [AuthModule],
  controllers: [
    AsyncRequestsController,
    DiscoveryController,
    ScimUsersController,
    ScimGroupsController,
    ScimBulkController,
    ScimSearchController,
  ],
  // Bulk and search use the controllers of the resources.
  providers: [GroupChanges, MembershipLookUp, ScimUsersController, ScimGroupsController],
})
export class ScimModule {}
