import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { OperationsModule } from '../operations/operations.module.js';
import { EarlyRefusal } from './early-refusal.js';
import { MembersController } from './members.controller.js';
import { MembershipChanges } from './membership-changes.js';

@Module({
  imports: [AuthModule, OperationsModule],
  controllers: [MembersController],
  providers: [MembershipChanges, EarlyRefusal],
})
export class MembersModule {}
