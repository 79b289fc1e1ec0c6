import { DomainError, type OrganizationId } from '@roster/domain';
import { FairQueue } from '@roster/queue';

interface TurnLimits {
  /** How many pieces of work run at a time, in all. */
  readonly running: number;
  readonly perOrganization: number;
  /** How many more may wait for that. */
  readonly waiting: number;
  /** How long one waits at most, in milliseconds. */
  readonly waitMs: number;
}

/** Seconds. By then some of the work ahead has been done. */
const RETRY_AFTER_S = 2;

interface Waiting {
  readonly organizationId: OrganizationId;
  readonly begin: () => void;
  readonly timer: NodeJS.Timeout;
  gone: boolean;
}

/** Limits how much expensive work runs at a time, in all and per organization. The rest waits a while; organizations take turns. */
export class OrganizationTurns {
  private readonly waiting = new FairQueue<OrganizationId, Waiting>();
  private readonly running = new Map<OrganizationId, number>();
  private runningInAll = 0;
  private waitingInAll = 0;

  constructor(private readonly limits: TurnLimits) {}

  /** @throws DomainError `OVERLOADED` when its turn does not come in time; `work` was not begun then */
  async run<T>(organizationId: OrganizationId, work: () => Promise<T>): Promise<T> {
    await this.turn(organizationId);
    try {
      return await work();
    } finally {
      this.count(organizationId, -1);
      this.beginNext();
    }
  }

  private turn(organizationId: OrganizationId): Promise<void> {
    if (this.waitingInAll >= this.limits.waiting) throw overloaded();
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        organizationId,
        begin: resolve,
        timer: setTimeout(() => {
          waiting.gone = true;
          this.waitingInAll -= 1;
          reject(overloaded());
        }, this.limits.waitMs).unref(),
        gone: false,
      };
      this.waiting.push(organizationId, waiting);
      this.waitingInAll += 1;
      this.beginNext();
    });
  }

  private beginNext(): void {
    const roomFor = (organizationId: OrganizationId) =>
      this.limits.perOrganization - (this.running.get(organizationId) ?? 0);
    while (this.runningInAll < this.limits.running) {
      const [next] = this.waiting.take(1, roomFor);
      if (!next) return;
      if (next.gone) continue;
      clearTimeout(next.timer);
      this.waitingInAll -= 1;
      this.count(next.organizationId, 1);
      next.begin();
    }
  }

  private count(organizationId: OrganizationId, change: 1 | -1): void {
    const running = (this.running.get(organizationId) ?? 0) + change;
    if (running > 0) this.running.set(organizationId, running);
    else this.running.delete(organizationId);
    this.runningInAll += change;
  }
}

function overloaded(): DomainError {
  return new DomainError('OVERLOADED', { retry_after: RETRY_AFTER_S });
}
