import { Module } from '@nestjs/common';
import { SecretBox } from '@roster/database';
import { AddressGuard, WebhookSender } from '@roster/webhooks';
import { AuthModule } from '../auth/auth.module.js';
import type { ApiConfig } from '../config.js';
import { EventsModule } from '../events/events.module.js';
import { API_CONFIG, WEBHOOK_LIMIT } from '../tokens.js';
import { WebhookEndpointsController } from './webhook-endpoints.controller.js';
import { TEST_LIMIT_MS, WebhookTests } from './webhook-tests.js';

const USUAL_LIMIT = 50;

@Module({
  imports: [AuthModule, EventsModule],
  controllers: [WebhookEndpointsController],
  providers: [
    WebhookTests,
    {
      provide: SecretBox,
      inject: [API_CONFIG],
      useFactory: ({ webhooks }: ApiConfig) =>
        webhooks?.keys === undefined ? null : new SecretBox(webhooks.keys, 'WEBHOOK_ENCRYPTION_KEY'),
    },
    {
      provide: AddressGuard,
      inject: [API_CONFIG],
      useFactory: ({ webhooks }: ApiConfig) => new AddressGuard(webhooks?.allowedNetworks ?? []),
    },
    {
      provide: WebhookSender,
      inject: [AddressGuard],
      useFactory: (guard: AddressGuard) => new WebhookSender(guard, { limitMs: TEST_LIMIT_MS }),
    },
    {
      provide: WEBHOOK_LIMIT,
      inject: [API_CONFIG],
      useFactory: ({ webhookEndpointsPerOrganization = USUAL_LIMIT }: ApiConfig) => webhookEndpointsPerOrganization,
    },
  ],
})
export class WebhookEndpointsModule {}
