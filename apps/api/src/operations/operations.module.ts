import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { OperationService } from './operation-service.js';
import { OperationsController } from './operations.controller.js';

@Module({
  imports: [AuthModule],
  controllers: [OperationsController],
  providers: [OperationService],
  exports: [OperationService],
})
export class OperationsModule {}
