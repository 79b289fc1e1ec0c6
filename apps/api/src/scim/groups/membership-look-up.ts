import { Inject, Injectable } from '@nestjs/common';
import { lookUpScimMemberships, type ScimMemberChange, type ScimMemberChangeState } from '@roster/database';
import type { DataSource } from 'typeorm';
import { WRITES } from '../../tokens.js';

/** Enough for every request of a busy node, and few enough for a statement of some milliseconds. */
const MOST_AT_ONCE = 256;

interface Waiting {
  readonly change: ScimMemberChange;
  readonly resolve: (state: ScimMemberChangeState) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Looks up whether changes of members are still to be made. While a look-up runs, the requests that arrive collect and share
 * the next one, so that many PATCHes at a time cost little more than as many adds over REST.
 */
@Injectable()
export class MembershipLookUp {
  private waiting: Waiting[] = [];
  private isRunning = false;

  /** On the pool of the changes: what a provider has just been told must be known. */
  constructor(@Inject(WRITES) private readonly writes: DataSource) {}

  /**
   * False when the change makes no difference.
   *
   * @throws DomainError SCIM_GROUP_NOT_FOUND, SCIM_MEMBER_NOT_FOUND
   */
  async isDue(change: ScimMemberChange): Promise<boolean> {
    const state = await new Promise<ScimMemberChangeState>((resolve, reject) => {
      this.waiting.push({ change, resolve, reject });
      if (!this.isRunning) void this.run();
    });
    if (state instanceof Error) throw state;
    return state === 'due';
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MOST_AT_ONCE);
      try {
        const states = await lookUpScimMemberships(
          this.writes,
          batch.map(({ change }) => change),
        );
        for (const [index, { resolve }] of batch.entries()) resolve(states[index] as ScimMemberChangeState);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.isRunning = false;
  }
}
