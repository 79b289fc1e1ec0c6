import { changeFields, fieldsOfChanges, type ObservedBatch, outcomeLabel, type WorkerObserver } from '@roster/domain';
import type { Logger } from '@roster/runtime';

/** Logs each command that was applied, for debugging, and each batch that was rolled back. */
export class BatchLog implements WorkerObserver {
  constructor(private readonly logger: Logger) {}

  batchEnded({ commands, jobIds, took, results }: ObservedBatch): void {
    if (results === null) {
      const consequence =
        commands.length > 1
          ? 'a batch was rolled back: its changes are applied one by one'
          : 'a change was rolled back';
      this.logger.warn(fieldsOfChanges(commands), consequence);
      return;
    }
    if (!this.logger.isLevelEnabled('debug')) return;
    for (const [index, command] of commands.entries()) {
      const outcome = results.get(command.operationId)?.outcome;
      this.logger.debug(
        {
          ...changeFields(command),
          kind: command.kind,
          outcome: outcome && outcomeLabel(outcome),
          job: jobIds[index],
          commands: commands.length,
          ms: Math.round(took.ms * 10) / 10,
        },
        'applied',
      );
    }
  }
}
