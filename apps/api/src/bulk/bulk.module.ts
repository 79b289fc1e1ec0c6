import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { OperationsModule } from '../operations/operations.module.js';
import { BulkController } from './bulk.controller.js';
import { BulkAdds } from './bulk-adds.js';

@Module({ imports: [AuthModule, OperationsModule], controllers: [BulkController], providers: [BulkAdds] })
export class BulkModule {}
