import { Module } from '@nestjs/common';
import { EventFeed } from '@roster/database';
import type { DataSource } from 'typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { READS } from '../tokens.js';
import { DepartmentDigestController } from './department-digest.controller.js';
import { EventsController } from './events.controller.js';
import { FeedWaiters } from './feed-waiters.js';

@Module({
  imports: [AuthModule],
  controllers: [EventsController, DepartmentDigestController],
  providers: [
    { provide: EventFeed, inject: [READS], useFactory: (reads: DataSource) => new EventFeed(reads) },
    FeedWaiters,
  ],
  exports: [EventFeed],
})
export class EventsModule {}
