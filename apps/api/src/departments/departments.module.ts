import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { DepartmentsController } from './departments.controller.js';

@Module({
  imports: [AuthModule],
  controllers: [DepartmentsController],
})
export class DepartmentsModule {}
