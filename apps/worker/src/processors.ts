import { Processor, WorkerHost } from '@nestjs/bullmq';
import { type BeforeApplicationShutdown, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import {
  BULK_QUEUE,
  type JobConsumer,
  JobConsumers,
  MEMBERSHIP_QUEUE,
  WEBHOOK_QUEUE,
  WORKER_OPTIONS,
} from '@roster/queue';
import type { Job } from 'bullmq';

/** Gives the jobs of a worker that Nest makes to the consumer of its queue. */
abstract class JobProcessor extends WorkerHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly consumers: JobConsumers,
    private readonly consumer: JobConsumer,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    this.consumer.run(this.worker);
  }

  override process(job: Job): Promise<void> {
    return this.consumer.process(job);
  }

  /** Before the database is closed. */
  beforeApplicationShutdown(): Promise<void> {
    return this.consumers.close();
  }
}

@Processor(MEMBERSHIP_QUEUE, WORKER_OPTIONS[MEMBERSHIP_QUEUE])
export class MembershipProcessor extends JobProcessor {
  constructor(@Inject(JobConsumers) consumers: JobConsumers) {
    super(consumers, consumers.byQueue[MEMBERSHIP_QUEUE]);
  }
}

@Processor(BULK_QUEUE, WORKER_OPTIONS[BULK_QUEUE])
export class BulkProcessor extends JobProcessor {
  constructor(@Inject(JobConsumers) consumers: JobConsumers) {
    super(consumers, consumers.byQueue[BULK_QUEUE]);
  }
}

@Processor(WEBHOOK_QUEUE, WORKER_OPTIONS[WEBHOOK_QUEUE])
export class WebhookProcessor extends JobProcessor {
  constructor(@Inject(JobConsumers) consumers: JobConsumers) {
    super(consumers, consumers.byQueue[WEBHOOK_QUEUE]);
  }
}
