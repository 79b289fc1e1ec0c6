import { Module } from '@nestjs/common';
import { OperationItemReader } from '@roster/database';
import type { DataSource } from 'typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { READS } from '../tokens.js';
import { OperationCancel } from './operation-cancel.js';
import { OperationReader } from './operation-reader.js';
import { OperationWait } from './operation-wait.js';
import { OperationsController } from './operations.controller.js';

@Module({
  imports: [AuthModule],
  controllers: [OperationsController],
  providers: [
    OperationReader,
    OperationCancel,
    OperationWait,
    {
      provide: OperationItemReader,
      inject: [READS],
      useFactory: (reads: DataSource) => new OperationItemReader(reads),
    },
  ],
  exports: [OperationReader, OperationWait],
})
export class OperationsModule {}
