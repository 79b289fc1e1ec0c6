import { Module } from '@nestjs/common';
import { MemberReader } from '@roster/database';
import type { DataSource } from 'typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { READS } from '../tokens.js';
import { OrganizationMembersController } from './organization-members.controller.js';

@Module({
  imports: [AuthModule],
  controllers: [OrganizationMembersController],
  providers: [
    {
      provide: MemberReader,
      inject: [READS],
      useFactory: (reads: DataSource) => new MemberReader(reads),
    },
  ],
})
export class OrganizationMembersModule {}
