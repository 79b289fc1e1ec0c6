import { Registry } from 'prom-client';
import { WebhookMetrics } from './webhook-metrics.js';

it('counts disabled endpoints from zero, so that an alert sees the first one', async () => {
  const registry = new Registry();
  const metrics = new WebhookMetrics(registry);
  const counts = async () => (await registry.metrics()).match(/^roster_webhook_endpoints_disabled_total.*$/gm);
  expect(await counts()).toEqual([
    'roster_webhook_endpoints_disabled_total{reason="exhausted"} 0',
    'roster_webhook_endpoints_disabled_total{reason="gone"} 0',
  ]);
  metrics.countDisabled('gone');
  expect(await counts()).toContain('roster_webhook_endpoints_disabled_total{reason="gone"} 1');
});
