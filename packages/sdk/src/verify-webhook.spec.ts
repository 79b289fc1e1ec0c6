import { Webhook } from 'standardwebhooks';
import { verifyWebhook, type WebhookRequest, WebhookVerificationError } from './index.js';

const SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const OTHER = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ID = 'evt_6d74979592b2f4d1687541ae56d87561';
const EVENT = {
  id: ID,
  type: 'department.member.added',
  occurred_at: '2025-11-02T08:21:45.123Z',
  sequence: 42,
  data: { department_id: 'dept_abc123', user_id: 'usr_def456', moved_from: null, note: 'Zoë' },
};
const BODY = JSON.stringify(EVENT);

interface Sent {
  readonly body?: string;
  readonly secrets?: readonly string[];
  /** In seconds. */
  readonly age?: number;
}

/** What Roster sends, signed by the reference implementation. */
function sent({ body = BODY, secrets = [SECRET], age = 0 }: Sent = {}) {
  const at = new Date(Math.floor(Date.now() / 1_000 - age) * 1_000);
  const headers = {
    'webhook-id': ID,
    'webhook-timestamp': String(at.getTime() / 1_000),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(ID, at, body)).join(' '),
  };
  return { body, headers, secret: SECRET };
}

const problemOf = (request: WebhookRequest) =>
  verifyWebhook(request).then(
    () => 'none',
    (error: unknown) => (error instanceof WebhookVerificationError ? error.problem : String(error)),
  );

describe('verifying a webhook', () => {
  it('gives the event of one that the reference implementation has signed', async () => {
    const event = await verifyWebhook(sent());
    if (event.type !== 'department.member.added') throw new Error('it has another type');
    expect(event).toMatchObject({ id: ID, sequence: 42, occurredAt: EVENT.occurred_at });
    expect([event.data.departmentId, event.data.userId, event.data.movedFrom]).toEqual([
      'dept_abc123',
      'usr_def456',
      null,
    ]);
  });

  it('takes the body as bytes, and headers of fetch, of Node or in capitals', async () => {
    const { body, headers, secret } = sent();
    const bytes = new TextEncoder().encode(body);
    const capitals = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
    for (const form of [headers, new Headers(headers), capitals])
      expect(await verifyWebhook({ body: bytes, headers: form, secret })).toMatchObject({ id: ID });
  });

  it('takes one of two secrets while either side has both', async () => {
    const rotating = sent({ secrets: [OTHER, SECRET] });
    for (const secret of [SECRET, OTHER, [OTHER, SECRET]])
      expect(await problemOf({ ...rotating, secret })).toBe('none');
    expect(await problemOf({ ...sent({ secrets: [OTHER] }), secret: [SECRET, OTHER] })).toBe('none');
  });

  it('passes over signatures of other versions and malformed ones', async () => {
    const { headers, ...rest } = sent();
    const signature = `v1a,AAAA v1,?? v2,AAAA ${headers['webhook-signature']}`;
    expect(await problemOf({ ...rest, headers: { ...headers, 'webhook-signature': signature } })).toBe('none');
  });

  it('refuses what was changed, or signed with another secret', async () => {
    const { body, headers, secret } = sent();
    expect(await problemOf({ body: body.replace('usr_def456', 'usr_def457'), headers, secret })).toBe('signature');
    expect(await problemOf({ body, headers, secret: OTHER })).toBe('signature');
    const later = String(Number(headers['webhook-timestamp']) + 1);
    for (const change of [
      { 'webhook-id': 'evt_other' },
      { 'webhook-timestamp': later },
      { 'webhook-signature': 'v1,' },
    ])
      expect(await problemOf({ body, headers: { ...headers, ...change }, secret })).toBe('signature');
  });

  it.each([
    [-290, 'none'],
    [290, 'none'],
    [310, 'timestamp'],
    [-310, 'timestamp'],
  ])('of an age of %i s, its problem is: %s', async (age, problem) => {
    expect(await problemOf(sent({ age }))).toBe(problem);
    expect(await problemOf({ ...sent({ age }), tolerance: 400 })).toBe('none');
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('needs the header %s', async (name) => {
    const { headers, ...rest } = sent();
    const error = await verifyWebhook({ ...rest, headers: { ...headers, [name]: undefined } }).catch((error) => error);
    expect([error.problem, error.message]).toEqual(['headers', `The header ${name} is missing.`]);
  });

  it.each(['', '1e9', '-1', 'soon'])('refuses the timestamp "%s"', async (timestamp) => {
    const { headers, ...rest } = sent();
    expect(await problemOf({ ...rest, headers: { ...headers, 'webhook-timestamp': timestamp } })).toBe('headers');
  });

  it.each(['{', 'null', '[]', '{"id":"evt_1"}'])('refuses %s, though it is signed', async (body) => {
    expect(await problemOf(sent({ body }))).toBe('body');
  });

  it.each(['', 'secret', 'whsec_', 'whsec_???'])('does not take "%s" for a secret', async (secret) => {
    await expect(verifyWebhook({ ...sent(), secret })).rejects.toThrow(TypeError);
    await expect(verifyWebhook({ ...sent(), secret: [] })).rejects.toThrow(TypeError);
  });
});
