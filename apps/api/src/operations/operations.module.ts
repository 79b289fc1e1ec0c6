import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { OperationReader } from './operation-reader.js';
import { OperationsController } from './operations.controller.js';

@Module({
  imports: [AuthModule],
  controllers: [OperationsController],
  providers: [OperationReader],
  exports: [OperationReader],
})
export class OperationsModule {}
