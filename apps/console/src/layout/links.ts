/** All about a webhook endpoint. */
export function webhookLink(endpointId: string): string {
  return `/ops/webhooks/${encodeURIComponent(endpointId)}`;
}
