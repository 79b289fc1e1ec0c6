import {
  webhookAttemptSchema,
  webhookDeliverySchema,
  webhookDeliveryStateSchema,
  webhookEndpointIdSchema,
  webhookEndpointSchema,
} from '@roster/domain';
import { z } from 'zod';
import { contract, json, named } from '../contract/contract.js';
import { page, pageQuery } from '../contract/pages.js';
import { createInput, replayInput, rotateInput, updateInput } from './webhook-endpoint-inputs.js';

const ENDPOINTS = '/v1/organizations/:organization_id/webhook-endpoints';
const ENDPOINT = `${ENDPOINTS}/:webhook_endpoint_id`;

named('WebhookEndpoint', webhookEndpointSchema);
named('WebhookAttempt', webhookAttemptSchema);
named('WebhookDelivery', webhookDeliverySchema);

const CRM = {
  id: 'we_0199c2f1aa',
  url: 'https://crm.example.com/roster',
  event_types: ['department.member.added', 'department.member.removed'],
  department_id: 'dept_abc123',
  description: 'CRM',
  disabled: false,
  disabled_at: null,
  disabled_reason: null,
  failing_since: null,
  previous_secret_expires_at: null,
  created_at: '2025-11-02T08:21:45.123Z',
  created_by: { type: 'api_key', id: 'key_0199c2f1' },
  updated_at: '2025-11-02T08:21:45.123Z',
} satisfies z.input<typeof webhookEndpointSchema>;

const DELIVERED = {
  attempt: 1,
  at: '2025-11-02T08:21:45.401Z',
  duration_ms: 48,
  status: 204,
  error: null,
  answer: '',
} satisfies z.input<typeof webhookAttemptSchema>;

const issuedSchema = named(
  'IssuedWebhookEndpoint',
  webhookEndpointSchema.extend({
    /** Signs what is sent to the endpoint (Standard Webhooks). It is never shown again. */
    secret: z.string().meta({ maxLength: 100 }),
  }),
);
const ISSUED = { ...CRM, secret: 'whsec_…' };
const endpoint = { ...json(webhookEndpointSchema, CRM), headers: ['ETag'] } as const;

export const webhookEndpoints = contract('Webhook endpoints', {
  createWebhookEndpoint: {
    sdk: 'webhookEndpoints.create',
    method: 'POST',
    path: ENDPOINTS,
    action: 'webhook.write',
    summary: 'Create webhook endpoint',
    description:
      'Creates an endpoint, to which the events of the organization are sent from now on: each department’s in order, each at least once. Keep its secret safe: it is shown only here. The caller also needs `audit:read`, which reading the events takes.',
    body: json(createInput, {
      url: 'https://crm.example.com/roster',
      event_types: ['department.member.added', 'department.member.removed'],
      department_id: 'dept_abc123',
      description: 'CRM',
    }),
    answers: {
      201: {
        description: 'The endpoint with its secret, which is shown only here.',
        ...json(issuedSchema, ISSUED),
        headers: ['Location', 'ETag'],
      },
    },
    errors: [
      'DEPARTMENT_NOT_FOUND',
      'WEBHOOK_URL_REFUSED',
      'WEBHOOK_ENDPOINT_LIMIT_REACHED',
      'WEBHOOKS_NOT_CONFIGURED',
    ],
  },
  listWebhookEndpoints: {
    sdk: 'webhookEndpoints.list',
    method: 'GET',
    path: ENDPOINTS,
    action: 'webhook.read',
    summary: 'List webhook endpoints',
    description: 'Lists the webhook endpoints of the organization, oldest first, without their secrets.',
    query: z.strictObject(pageQuery(webhookEndpointIdSchema)),
    answers: {
      200: {
        description: 'A page of endpoints.',
        ...json(page('WebhookEndpointPage', webhookEndpointSchema), { data: [CRM], next_cursor: null }),
      },
    },
    errors: [],
  },
  retrieveWebhookEndpoint: {
    sdk: 'webhookEndpoints.get',
    method: 'GET',
    path: ENDPOINT,
    action: 'webhook.read',
    summary: 'Retrieve webhook endpoint',
    description: 'One endpoint: where it sends what, whether it is disabled and why, and since when it has failed.',
    answers: { 200: { description: 'The endpoint.', ...endpoint } },
    errors: [],
  },
  updateWebhookEndpoint: {
    sdk: 'webhookEndpoints.update',
    method: 'PATCH',
    path: ENDPOINT,
    action: 'webhook.write',
    summary: 'Update webhook endpoint',
    description:
      'Changes the fields that the body contains. With another URL, or when the endpoint is enabled again, what is pending is sent at once. The caller also needs `audit:read`.',
    ifMatch: true,
    body: json(updateInput, { disabled: true }),
    answers: { 200: { description: 'The changed endpoint.', ...endpoint } },
    errors: ['DEPARTMENT_NOT_FOUND', 'WEBHOOK_URL_REFUSED'],
  },
  deleteWebhookEndpoint: {
    sdk: 'webhookEndpoints.delete',
    method: 'DELETE',
    path: ENDPOINT,
    action: 'webhook.write',
    summary: 'Delete webhook endpoint',
    description: 'Deletes an endpoint. What is pending is not sent.',
    ifMatch: true,
    answers: { 204: { description: 'The endpoint was deleted.' } },
    errors: [],
  },
  rotateWebhookSecret: {
    sdk: 'webhookEndpoints.rotateSecret',
    method: 'POST',
    path: `${ENDPOINT}/rotate-secret`,
    action: 'webhook.write',
    summary: 'Rotate webhook secret',
    description:
      'Gives an endpoint a new secret. For `overlap_seconds`, a day at most and by default, everything sent has two signatures, so that the receiver can exchange its secret meanwhile. A secret from before that no longer signs.',
    body: json(rotateInput, { overlap_seconds: 3_600 }),
    answers: {
      200: {
        description: 'The endpoint with its new secret, which is shown only here.',
        ...json(issuedSchema, { ...ISSUED, previous_secret_expires_at: '2025-11-02T09:21:45.123Z' }),
      },
    },
    errors: ['WEBHOOKS_NOT_CONFIGURED'],
  },
  testWebhookEndpoint: {
    sdk: 'webhookEndpoints.test',
    method: 'POST',
    path: `${ENDPOINT}/test`,
    action: 'webhook.write',
    summary: 'Test webhook endpoint',
    description:
      'Sends one event of the type `webhook_endpoint.test` at once, also to a disabled endpoint, and returns the result. The API sends it itself, so its source may be another address than that of other events. It waits 8 seconds for the receiver.',
    answers: {
      200: { description: 'The attempt, whether it succeeded or not.', ...json(webhookAttemptSchema, DELIVERED) },
    },
    errors: ['WEBHOOKS_NOT_CONFIGURED', 'OVERLOADED'],
  },
  replayWebhookEndpoint: {
    sdk: 'webhookEndpoints.replay',
    method: 'POST',
    path: `${ENDPOINT}/replay`,
    action: 'webhook.write',
    summary: 'Replay events to webhook endpoint',
    description:
      'Sends events again, with the same IDs and in order, also those that were delivered: after a cursor of the feed, or since a time, up to 30 days ago. To a disabled endpoint they are sent once it is enabled.',
    body: json(replayInput, { since: '2025-11-02T00:00:00Z' }),
    answers: {
      200: { description: 'The endpoint. The events are sent from now on.', ...json(webhookEndpointSchema, CRM) },
    },
    errors: ['CURSOR_EXPIRED'],
  },
  listWebhookDeliveries: {
    sdk: 'webhookEndpoints.listDeliveries',
    method: 'GET',
    path: `${ENDPOINT}/deliveries`,
    action: 'webhook.read',
    summary: 'List webhook deliveries',
    description:
      'Lists the events for an endpoint, latest first, each with its attempts: their times, the status and the first kilobyte of the answer. They are kept for 37 days, attempts for 30.',
    query: z.strictObject({
      state: webhookDeliveryStateSchema.meta({ description: 'Only deliveries in this state.' }).optional(),
      ...pageQuery(z.string()),
    }),
    answers: {
      200: {
        description: 'A page of deliveries.',
        ...json(page('WebhookDeliveryPage', webhookDeliverySchema), {
          data: [
            {
              event_id: 'evt_6d74979592b2f4d1687541ae56d87561',
              event_type: 'department.member.added',
              department_id: 'dept_abc123',
              state: 'delivered',
              created_at: '2025-11-02T08:21:45.312Z',
              delivered_at: '2025-11-02T08:21:45.449Z',
              attempts: [DELIVERED],
            },
          ],
          next_cursor: null,
        }),
      },
    },
    errors: [],
  },
});
