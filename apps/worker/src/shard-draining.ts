import { Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { JobConsumers } from '@roster/queue';

/** Has the consumers take jobs of shards of another `QUEUE_SHARDS`, too; they close what they opened. */
export class ShardDraining implements OnApplicationBootstrap {
  constructor(@Inject(JobConsumers) private readonly consumers: JobConsumers) {}

  onApplicationBootstrap(): void {
    this.consumers.drainOtherShards();
  }
}
