import { Module } from '@nestjs/common';
import { DepartmentMemberReader, MemberDepartmentReader } from '@roster/database';
import { DataSource } from 'typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { OperationsModule } from '../operations/operations.module.js';
import { EarlyRefusal } from './early-refusal.js';
import { MemberDepartmentsController } from './member-departments.controller.js';
import { MembersController } from './members.controller.js';
import { MembershipChanges } from './membership-changes.js';

@Module({
  imports: [AuthModule, OperationsModule],
  controllers: [MembersController, MemberDepartmentsController],
  providers: [
    MembershipChanges,
    EarlyRefusal,
    {
      provide: DepartmentMemberReader,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new DepartmentMemberReader(dataSource),
    },
    {
      provide: MemberDepartmentReader,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new MemberDepartmentReader(dataSource),
    },
  ],
})
export class MembersModule {}
