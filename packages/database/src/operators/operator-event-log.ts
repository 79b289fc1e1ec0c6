import type { OperatorAccount } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { OperatorEvent, type OperatorEventOutcome } from '../entities/operator.entity.js';

export interface OperatorEventRecord {
  /** Null when nobody is signed in; then `email` is the one that was tried, or names the command line. */
  readonly operator: Pick<OperatorAccount, 'id' | 'email'> | null;
  readonly email?: string;
  readonly action: string;
  readonly outcome: OperatorEventOutcome;
  readonly subject?: string | null;
  readonly organizationId?: string | null;
  readonly address: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The log of actions in the console and on its accounts. Append-only. */
export class OperatorEventLog {
  constructor(private readonly tx: EntityManager) {}

  async write(event: OperatorEventRecord): Promise<void> {
    await this.tx.query(
      `INSERT INTO operator_events (occurred_at, operator_id, operator_email, action, outcome, subject, organization_id,
                                    address, details)
       VALUES (clock_timestamp(), $1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        event.operator?.id ?? null,
        event.operator?.email ?? event.email ?? '',
        event.action,
        event.outcome,
        event.subject ?? null,
        event.organizationId ?? null,
        event.address,
        event.details ? JSON.stringify(event.details) : null,
      ],
    );
  }

  /** The newest first; `before` is the ID of the last event of the previous page. */
  list(limit: number, before?: string): Promise<OperatorEvent[]> {
    const query = this.tx.createQueryBuilder(OperatorEvent, 'e').orderBy('e.id', 'DESC').limit(limit);
    if (before !== undefined) query.where('e.id < :before', { before });
    return query.getMany();
  }
}
