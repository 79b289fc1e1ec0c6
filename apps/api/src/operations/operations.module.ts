import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { OperationCancel } from './operation-cancel.js';
import { OperationReader } from './operation-reader.js';
import { OperationWait } from './operation-wait.js';
import { OperationsController } from './operations.controller.js';

@Module({
  imports: [AuthModule],
  controllers: [OperationsController],
  providers: [OperationReader, OperationCancel, OperationWait],
  exports: [OperationReader, OperationWait],
})
export class OperationsModule {}
