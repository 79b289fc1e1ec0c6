import { Module } from '@nestjs/common';
import { AuditEventReader } from '@roster/database';
import type { DataSource } from 'typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { READS } from '../tokens.js';
import { AuditController } from './audit.controller.js';

@Module({
  imports: [AuthModule],
  controllers: [AuditController],
  providers: [
    {
      provide: AuditEventReader,
      inject: [READS],
      useFactory: (reads: DataSource) => new AuditEventReader(reads),
    },
  ],
})
export class AuditModule {}
