import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { OrganizationMembersController } from './organization-members.controller.js';

@Module({
  imports: [AuthModule],
  controllers: [OrganizationMembersController],
})
export class OrganizationMembersModule {}
