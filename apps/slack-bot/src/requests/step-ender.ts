import type { SlackWorkflowSteps } from '@roster/database';
import { BackgroundWork, type Logger } from '@roster/runtime';
import type { StepEnd } from '../messages/step-end.js';
import { stepDelivery } from './deliveries.js';
import type { OutboxDispatcher } from './outbox-dispatcher.js';

const LOOK_EVERY_MS = 1_000;
/** Looks at every open step: at those whose department or user was deleted, or that were missed. */
const LOOK_AT_ALL_EVERY_MS = 60_000;
const BATCH = 50;

/** Ends the steps of workflows whose membership requests were decided, however that was done. */
export class StepEnder extends BackgroundWork {
  protected readonly tasks = [
    { name: 'workflow steps were not ended', intervalMs: LOOK_EVERY_MS, run: () => this.endSteps() },
  ];
  private lookedAtAll = 0;

  constructor(
    private readonly steps: SlackWorkflowSteps,
    private readonly dispatcher: OutboxDispatcher,
    logger: Logger,
  ) {
    super(logger);
  }

  private async endSteps(): Promise<void> {
    const now = Date.now();
    const isForAll = now - this.lookedAtAll >= LOOK_AT_ALL_EVERY_MS;
    const ended = await this.steps.end(isForAll ? 'any' : 'lately', BATCH, (step, end) =>
      stepDelivery(step, END[end ?? 'gone']),
    );
    if (ended > 0) this.dispatcher.wake();
    if (ended === BATCH) this.wake();
    else if (isForAll) this.lookedAtAll = now;
  }
}

const END: Readonly<Record<'approved' | 'denied' | 'expired' | 'gone', StepEnd>> = {
  approved: { outcome: 'added' },
  denied: { outcome: 'denied' },
  expired: { outcome: 'expired' },
  gone: { error: 'The department or the user was deleted before the request was decided.' },
};
