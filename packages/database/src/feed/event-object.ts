import { EVENT_CATALOGUE, type EventType, eventData, isAuditAction } from '@roster/domain';
import type { EventIds } from '../audit/event-ids.js';
import type { AuditEvent } from '../entities/audit-event.entity.js';
import type { FeedEvent } from './feed-reader.js';

/** An event as API and webhooks deliver it. */
export interface EventObject {
  readonly id: string;
  readonly type: EventType;
  readonly occurred_at: string;
  readonly sequence: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Null for an event whose action this version does not know. */
export function toEventObject(event: AuditEvent & Pick<FeedEvent, 'sequence'>, ids: EventIds): EventObject | null {
  const { action, actor_type, actor_id, channel, operation_id, trace_id } = event;
  if (!isAuditAction(action)) return null;
  return {
    id: ids.encode(event.id),
    type: EVENT_CATALOGUE[action].type,
    occurred_at: event.occurred_at.toISOString(),
    sequence: Number(event.sequence),
    data: {
      ...eventData(action, event),
      actor: { type: actor_type, id: actor_id },
      channel,
      operation_id,
      trace_id,
    },
  };
}
