import { DomainError, type OrganizationId } from '@roster/domain';
import { CompletionRate, MEASURE_EVERY_MS } from './completion-rate.js';

export interface AdmissionLimits {
  /** Commands that one gateway waits for at a time. This bounds memory; usually the expected wait decides. */
  readonly maxInFlight: number;
  /** How long a command may be expected to wait, in milliseconds. */
  readonly maxWaitMs: number;
}

export const LIMITS: AdmissionLimits = { maxInFlight: 4_000, maxWaitMs: 1_200 };

/** A command that was admitted. */
export interface Admitted {
  /** To be called when no caller waits for the command any more. `settled`: its outcome is known. */
  leave(settled: boolean): void;
}

/** Decides whether one more command is admitted. */
export interface Admission {
  /** `OVERLOADED` with `retry_after`, in seconds, if `enter` would refuse a command now; null if it would not. */
  refusal(organizationId: OrganizationId): DomainError | null;
  /** @throws the refusal */
  enter(organizationId: OrganizationId): Admitted;
}

/** With fewer commands a gateway is not busy: they may all be on their way to the worker or back. */
const BUSY_FROM = 64;

/** Seconds. */
const MAX_RETRY_AFTER = 30;

/**
 * By `retry_after`. Made once, as most requests are refused under overload and the stack of an error costs a lot. They are
 * shared by all requests: nothing about a request may be attached to them.
 */
const REFUSALS = Array.from({ length: MAX_RETRY_AFTER + 1 }, (_, retry_after) => {
  return new DomainError('OVERLOADED', { retry_after });
});

/**
 * Admits commands whose expected wait is short: the commands ahead, divided by the rate at which commands settle.
 * Organizations take turns, so that a command has as many commands of each other organization ahead as of its own. An
 * organization with more than its share is refused first.
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
    /** The error when too many jobs wait in the queue. */
    private readonly depthRefusal: () => DomainError | null,
  ) {
    this.timer = setInterval(() => this.measure(), MEASURE_EVERY_MS);
    this.timer.unref();
  }

  refusal(organizationId: OrganizationId): DomainError | null {
    const tooDeep = this.depthRefusal();
    if (tooDeep !== null) return tooDeep;
    const { maxInFlight, maxWaitMs } = this.limits;
    const most = (maxWaitMs / 1_000) * this.rate.perSecond;
    if (this.total < Math.min(most, maxInFlight)) return null;
    const ahead = this.aheadOf(organizationId);
    if (ahead < most && this.hasRoom(organizationId)) return null;
    return overloaded(Math.ceil(Math.max(ahead, 1) / this.rate.perSecond));
  }

  enter(organizationId: OrganizationId): Admitted {
    const refusal = this.refusal(organizationId);
    if (refusal !== null) throw refusal;
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

  /** Whether there is room in all or within the organization's equal share. Shares may exceed the limit a little. */
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
  return REFUSALS[Math.min(Math.max(seconds, 1), MAX_RETRY_AFTER)] as DomainError;
}
