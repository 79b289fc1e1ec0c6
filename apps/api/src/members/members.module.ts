import { Module } from '@nestjs/common';
import { DepartmentMemberReader } from '@roster/database';
import { DataSource } from 'typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { OperationsModule } from '../operations/operations.module.js';
import { MembersController } from './members.controller.js';
import { MembershipChanges } from './membership-changes.js';

@Module({
  imports: [AuthModule, OperationsModule],
  controllers: [MembersController],
  providers: [
    MembershipChanges,
    {
      provide: DepartmentMemberReader,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new DepartmentMemberReader(dataSource),
    },
  ],
})
export class MembersModule {}
