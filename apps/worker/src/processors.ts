import { Processor, WorkerHost } from '@nestjs/bullmq';
import { type BeforeApplicationShutdown, Inject, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { JobConsumers, type ShardQueue, WORKER_OPTIONS } from '@roster/queue';
import type { Job } from 'bullmq';

/** Gives the jobs of a worker that Nest makes to the consumer of its queue. */
abstract class JobProcessor extends WorkerHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly consumers: JobConsumers,
    private readonly queue: ShardQueue,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    this.consumers.of(this.queue).run(this.worker);
  }

  override process(job: Job): Promise<void> {
    return this.consumers.of(this.queue).process(job);
  }

  /** Before the database is closed. */
  beforeApplicationShutdown(): Promise<void> {
    return this.consumers.close();
  }
}

/** The processor of a queue. */
export function processorOf(queue: ShardQueue): Type<JobProcessor> {
  @Processor(queue.name, WORKER_OPTIONS[queue.queue])
  class QueueProcessor extends JobProcessor {
    constructor(@Inject(JobConsumers) consumers: JobConsumers) {
      super(consumers, queue);
    }
  }
  return QueueProcessor;
}
