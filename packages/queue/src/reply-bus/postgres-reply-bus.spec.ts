import { newId, type OperationResult, userIdSchema } from '@roster/domain';
import { payloadsOf } from './postgres-reply-bus.js';

function added(fullName: string): OperationResult {
  const member = {
    user_id: userIdSchema.parse('usr_1'),
    full_name: fullName,
    email: 'jane@company.com',
    added_at: '2026-01-01T00:00:00.000Z',
  };
  return { operationId: newId('operation'), requestHash: null, outcome: { status: 'added', member } };
}

/** PostgreSQL, "NOTIFY": a payload must be shorter than 8,000 bytes. */
function expectToFit(payloads: readonly string[]): void {
  for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(8_000);
}

it('packs outcomes into as few payloads as they fit in, all in their order', () => {
  const results = Array.from({ length: 64 }, (_, index) => added('Zoë '.repeat(index)));
  const payloads = payloadsOf(results);
  expectToFit(payloads);
  expect(payloads.flatMap((payload) => JSON.parse(payload))).toEqual(results);
  const bytes = payloads.reduce((sum, payload) => sum + Buffer.byteLength(payload), 0);
  expect(payloads.length).toBeLessThanOrEqual(Math.ceil(bytes / 7_000));
});

it('fills a payload to the last byte', () => {
  const empty = Buffer.byteLength(JSON.stringify([added('')]));
  const largest = added('x'.repeat(7_999 - empty));
  const [payload, ...others] = payloadsOf([largest]);
  expect(Buffer.byteLength(payload ?? '')).toBe(7_999);
  expect(others).toEqual([]);
});

it('sends the ID of a result that is larger than a payload', () => {
  const [small, large] = [added('Jane Smith'), added('x'.repeat(8_000))];
  expect(payloadsOf([large, small])).toEqual([JSON.stringify([small]), large.operationId]);
  expect(payloadsOf([])).toEqual([]);
});
