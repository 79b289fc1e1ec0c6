import { DomainError, type OrganizationId } from '@roster/domain';
import { CompletionRate, MEASURE_EVERY_MS } from './completion-rate.js';

export interface AdmissionLimits {
  /** Commands that one gateway waits for at a time. It bounds memory; the expected wait is what usually decides. */
  readonly maxInFlight: number;
  /** How long a command may be expected to wait, in milliseconds. */
  readonly maxWaitMs: number;
}

export const DEFAULT_LIMITS: AdmissionLimits = { maxInFlight: 4_000, maxWaitMs: 1_200 };

/** A command that was let in. */
export interface Admitted {
  /** To be called when nobody waits for it any more. `settled`: its outcome is known. */
  leave(settled: boolean): void;
}

/** What decides whether one more command may come in. */
export interface Admission {
  /** Would a command of the organization be let in now? @throws DomainError `OVERLOADED` with `retry_after`, in seconds */
  check(organizationId: OrganizationId): void;
  /** @throws like `check` */
  enter(organizationId: OrganizationId): Admitted;
}

/** Below this many commands a gateway is not busy: they may all be on their way to the worker or back. */
const BUSY_FROM = 64;

/** Seconds. */
const MAX_RETRY_AFTER = 30;

/**
 * Lets commands in as long as they need not wait for long: commands ahead divided by the rate at which they settle.
 * Organizations take turns, so ahead of a command are as many of each other organization as its own has waiting: who
 * has more than its share is refused first.
 */
export class AdmissionByWait implements Admission {
  private total = 0;
  private leastInFlight = 0;
  private readonly inFlight = new Map<OrganizationId, number>();
  private readonly rate = new CompletionRate();
  private measuredAt = performance.now();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly limits: AdmissionLimits,
    /** Throws when more waits in the queue than may. */
    private readonly checkDepth: () => void,
  ) {
    this.timer = setInterval(() => this.measure(), MEASURE_EVERY_MS);
    this.timer.unref();
  }

  check(organizationId: OrganizationId): void {
    this.checkDepth();
    const { maxInFlight, maxWaitMs } = this.limits;
    const most = (maxWaitMs / 1_000) * this.rate.perSecond;
    if (this.total < Math.min(most, maxInFlight)) return;
    const ahead = this.aheadOf(organizationId);
    if (ahead < most && this.hasRoom(organizationId)) return;
    throw overloaded(Math.ceil(Math.max(ahead, 1) / this.rate.perSecond));
  }

  enter(organizationId: OrganizationId): Admitted {
    this.check(organizationId);
    this.count(organizationId, 1);
    let left = false;
    return {
      leave: (settled) => {
        if (left) return;
        left = true;
        if (settled) this.rate.settled();
        this.count(organizationId, -1);
      },
    };
  }

  close(): void {
    clearInterval(this.timer);
  }

  private aheadOf(organizationId: OrganizationId): number {
    const place = (this.inFlight.get(organizationId) ?? 0) + 1;
    let ahead = 0;
    for (const count of this.inFlight.values()) ahead += Math.min(count, place);
    return ahead;
  }

  /** Is there room in all, or within the organization's equal share? The shares go a little above the whole. */
  private hasRoom(organizationId: OrganizationId): boolean {
    if (this.total < this.limits.maxInFlight) return true;
    const own = this.inFlight.get(organizationId) ?? 0;
    const organizations = this.inFlight.size + (own === 0 ? 1 : 0);
    return own < this.limits.maxInFlight / organizations;
  }

  private count(organizationId: OrganizationId, change: 1 | -1): void {
    const count = (this.inFlight.get(organizationId) ?? 0) + change;
    if (count > 0) this.inFlight.set(organizationId, count);
    else this.inFlight.delete(organizationId);
    this.total += change;
    this.leastInFlight = Math.min(this.leastInFlight, this.total);
  }

  private measure(): void {
    const now = performance.now();
    this.rate.measure(this.leastInFlight >= BUSY_FROM, now - this.measuredAt);
    this.measuredAt = now;
    this.leastInFlight = this.total;
  }
}

function overloaded(seconds: number): DomainError {
  return new DomainError('OVERLOADED', { retry_after: Math.min(Math.max(seconds, 1), MAX_RETRY_AFTER) });
}
