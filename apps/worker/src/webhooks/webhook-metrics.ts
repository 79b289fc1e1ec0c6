import type { DisabledEndpoint, WebhookState } from '@roster/database';
import type { AttemptOutcome } from '@roster/webhooks';
import { Counter, Gauge, type Registry } from 'prom-client';

const DISABLED_REASONS: readonly DisabledEndpoint['reason'][] = ['exhausted', 'gone'];

/** Counts attempts, and reports the state of all webhooks, which is the same for all workers: alerts take the maximum. */
export class WebhookMetrics {
  private readonly attempts;
  private readonly disabled;
  private state: WebhookState | undefined;

  constructor(registry: Registry) {
    const registers = [registry];
    this.attempts = new Counter({
      name: 'roster_webhook_attempts_total',
      help: 'Webhooks sent, by outcome: delivered, failed, throttled (429 or 503 with Retry-After) or gone (410).',
      labelNames: ['outcome'],
      registers,
    });
    this.disabled = new Counter({
      name: 'roster_webhook_endpoints_disabled_total',
      help: 'Webhook endpoints that Roster disabled, by reason: exhausted or gone.',
      labelNames: ['reason'],
      registers,
    });
    // An alert sees the first one only if the series was there before.
    for (const reason of DISABLED_REASONS) this.disabled.inc({ reason }, 0);
    const gauge = <Label extends string>(
      name: string,
      help: string,
      labelNames: Label[],
      valuesOf: (state: WebhookState) => [Record<Label, string>, number][],
    ) => {
      const read = () => (this.state ? valuesOf(this.state) : []);
      return new Gauge({
        name,
        help,
        labelNames,
        registers,
        collect() {
          this.reset();
          for (const [labels, value] of read()) this.set(labels, value);
        },
      });
    };
    const seconds = (ms: number | null): [Record<never, string>, number][] => [[{}, (ms ?? 0) / 1_000]];
    gauge(
      'roster_webhook_oldest_pending_seconds',
      'Age of the oldest event that is pending for an enabled webhook endpoint.',
      [],
      ({ oldest_pending_ms }) => seconds(oldest_pending_ms),
    );
    gauge(
      'roster_webhook_oldest_due_seconds',
      'How long the oldest webhook that may be sent has waited for a worker.',
      [],
      ({ oldest_due_ms }) => seconds(oldest_due_ms),
    );
    gauge(
      'roster_webhook_endpoints',
      'Webhook endpoints: enabled, failing (enabled, but the last attempt failed), or why they are disabled.',
      ['state'],
      ({ endpoints }) => Object.entries(endpoints).map(([state, count]) => [{ state }, count]),
    );
  }

  countAttempt(outcome: AttemptOutcome): void {
    this.attempts.inc({ outcome });
  }

  countDisabled(reason: DisabledEndpoint['reason']): void {
    this.disabled.inc({ reason });
  }

  /** What the gauges report from now on; undefined while it is not known. */
  show(state: WebhookState | undefined): void {
    this.state = state;
  }
}
