import { Module } from '@nestjs/common';
import { DepartmentDirectory } from '@roster/database';
import { DataSource } from 'typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { DepartmentTreeController } from './department-tree.controller.js';
import { DepartmentsController } from './departments.controller.js';

@Module({
  imports: [AuthModule],
  controllers: [DepartmentTreeController, DepartmentsController],
  providers: [
    {
      provide: DepartmentDirectory,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new DepartmentDirectory(dataSource),
    },
  ],
})
export class DepartmentsModule {}
