import {
  actorSchema,
  type Caller,
  channelSchema,
  newId,
  originOf,
  timeSchema,
  traceIdSchema,
  type WebhookEndpointId,
  webhookEndpointIdSchema,
} from '@roster/domain';
import { z } from 'zod';
import { eventIdSchema } from '../audit/audit-event-object.js';
import { named, webhooks } from '../contract/contract.js';

const TYPE = 'webhook_endpoint.test';
const description = 'A test of a webhook endpoint. It is not in the feed.';

const testEventSchema = named(
  'WebhookEndpointTestEvent',
  z
    .object({
      id: eventIdSchema,
      type: z.literal(TYPE),
      occurred_at: timeSchema,
      sequence: z.literal(0),
      data: z.object({
        webhook_endpoint_id: webhookEndpointIdSchema,
        actor: actorSchema,
        channel: channelSchema,
        operation_id: z.null(),
        trace_id: traceIdSchema,
      }),
    })
    .meta({ description }),
);
webhooks.set(TYPE, { description, schema: testEventSchema });

/** What a test sends: like an event of the feed. */
export function testEvent(caller: Caller, endpointId: WebhookEndpointId): z.input<typeof testEventSchema> {
  const { actor, channel, traceId } = originOf(caller);
  return {
    id: newId('auditEvent'),
    type: TYPE,
    occurred_at: new Date().toISOString(),
    sequence: 0,
    data: { webhook_endpoint_id: endpointId, actor, channel, operation_id: null, trace_id: traceId },
  };
}
