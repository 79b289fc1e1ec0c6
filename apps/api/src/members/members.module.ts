import { Module } from '@nestjs/common';
import { DepartmentMemberReader, MemberDepartmentReader } from '@roster/database';
import type { DataSource } from 'typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { OperationsModule } from '../operations/operations.module.js';
import { READS } from '../tokens.js';
import { EarlyRefusal } from './early-refusal.js';
import { MembersController } from './members.controller.js';
import { MembershipChanges } from './membership-changes.js';

@Module({
  imports: [AuthModule, OperationsModule],
  controllers: [MembersController],
  providers: [
    MembershipChanges,
    EarlyRefusal,
    {
      provide: DepartmentMemberReader,
      inject: [READS],
      useFactory: (reads: DataSource) => new DepartmentMemberReader(reads),
    },
    {
      provide: MemberDepartmentReader,
      inject: [READS],
      useFactory: (reads: DataSource) => new MemberDepartmentReader(reads),
    },
  ],
})
export class MembersModule {}
