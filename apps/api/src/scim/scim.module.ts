import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { DiscoveryController } from './discovery/discovery.controller.js';

/** SCIM 2.0 for identity providers (RFC 7643, 7644). */
@Module({
  imports: [AuthModule],
  controllers: [DiscoveryController],
})
export class ScimModule {}
