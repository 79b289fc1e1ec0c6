import { Module } from '@nestjs/common';
import { AuditEventReader } from '@roster/database';
import { DataSource } from 'typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { AuditController } from './audit.controller.js';

@Module({
  imports: [AuthModule],
  controllers: [AuditController],
  providers: [
    {
      provide: AuditEventReader,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new AuditEventReader(dataSource),
    },
  ],
})
export class AuditModule {}
