import { Module } from '@nestjs/common';
import { DepartmentDirectory } from '@roster/database';
import type { DataSource } from 'typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { READS, WRITES } from '../tokens.js';
import { DepartmentsController } from './departments.controller.js';

@Module({
  imports: [AuthModule],
  controllers: [DepartmentsController],
  providers: [
    {
      provide: DepartmentDirectory,
      inject: [WRITES, READS],
      useFactory: (writes: DataSource, reads: DataSource) => new DepartmentDirectory(writes, reads),
    },
  ],
})
export class DepartmentsModule {}
