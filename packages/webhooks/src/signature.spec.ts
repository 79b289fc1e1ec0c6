import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { newWebhookSecret, signedHeaders } from './signature.js';

const message = fc.record({ id: fc.stringMatching(/^evt_[0-9a-f]{32}$/), body: fc.json() });

it('signs as the reference implementation does', () => {
  fc.assert(
    fc.property(message, ({ id, body }) => {
      const secret = newWebhookSecret();
      const headers = signedHeaders({ id, body, sentAt: new Date() }, [secret]);
      expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    }),
  );
});

it('is refused by the reference implementation when anything was changed', () => {
  const secret = newWebhookSecret();
  const sent = { id: 'evt_1', body: '{"a":1}', sentAt: new Date() };
  const headers = signedHeaders(sent, [secret]);
  const { verify } = new Webhook(secret);
  const receiver = new Webhook(secret);
  expect(() => verify.call(receiver, '{"a":2}', headers)).toThrow();
  expect(() => receiver.verify(sent.body, { ...headers, 'webhook-id': 'evt_2' })).toThrow();
  expect(() => new Webhook(newWebhookSecret()).verify(sent.body, headers)).toThrow();
  const old = signedHeaders({ ...sent, sentAt: new Date(Date.now() - 6 * 60_000) }, [secret]);
  expect(() => receiver.verify(sent.body, old)).toThrow();
});

it('has two signatures while a secret is being replaced, and each of the two secrets verifies', () => {
  const secrets = [newWebhookSecret(), newWebhookSecret()];
  const headers = signedHeaders({ id: 'evt_1', body: '{}', sentAt: new Date() }, secrets);
  expect(headers['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44}$/);
  for (const secret of secrets) expect(new Webhook(secret).verify('{}', headers)).toEqual({});
});
