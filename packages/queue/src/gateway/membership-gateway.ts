import type { DomainError, MembershipCommand, OrganizationId } from '@roster/domain';
import { ofShard } from '../shards/shard.js';
import type { ShardGateway, Submission, SubmitOptions } from './shard-gateway.js';

/**
 * Where REST and Slack submit commands. Each shard of the queue has a gateway of its own, with its own limits and replies,
 * so that one that is silent holds up only its organizations.
 */
export class MembershipGateway {
  /** @param shards in the order of their shards */
  constructor(private readonly shards: readonly ShardGateway[]) {}

  /** Like `ShardGateway.refusal`. */
  refusal(organizationId: OrganizationId): DomainError | null {
    return ofShard(this.shards, organizationId).refusal(organizationId);
  }

  /** Like `ShardGateway.submit`. */
  submit(command: MembershipCommand, options: SubmitOptions): Promise<Submission> {
    return ofShard(this.shards, command.organizationId).submit(command, options);
  }

  /** Answers every caller that still waits: with the outcome if it is known, else with `accepted`. */
  async close(): Promise<void> {
    await Promise.all(this.shards.map((shard) => shard.close()));
  }
}
