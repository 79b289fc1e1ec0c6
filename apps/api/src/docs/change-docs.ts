/** What every request can be sent with that changes something. */
export const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  description:
    'Makes the request safe to send again: the same key with the same request gives the first answer again. 1 to 255 visible ASCII characters, quoted or not; best a random UUID. It is kept for a day.',
  example: '"8e03978e-40d5-43e8-bc93-6894a57f9324"',
};

/** What changes of members can be sent with. */
export const CHANGE_HEADERS = [
  IDEMPOTENCY_KEY,
  {
    name: 'Prefer',
    description:
      '`respond-async`: answer 202 as soon as the change is safe. `wait=N`: wait up to N seconds (0 to 60) for its outcome before that. Without it, 10 seconds.',
    example: 'wait=5',
  },
] as const;

export const ANSWER_HEADERS = {
  'Operation-Id': 'The operation of this change. Errors bear it too.',
  'Preference-Applied': 'What of `Prefer` was followed.',
};

export const ACCEPTED = {
  description: 'The change is safe but not done yet. Its operation tells how it ends.',
  schema: 'Operation',
  example: {
    id: 'op_0199c2f1aa',
    kind: 'member.add',
    state: 'accepted',
    department_id: 'dept_abc123',
    to_department_id: null,
    user_id: 'usr_def456',
    mode: null,
    channel: 'rest',
    trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
    created_at: '2025-11-02T08:21:45.123Z',
    finished_at: null,
    progress: null,
    summary: null,
    result: null,
    error: null,
  },
  headers: { ...ANSWER_HEADERS, Location: 'Where to read the operation.' },
} as const;

export const CHANGE_ERRORS = [
  'IDEMPOTENCY_KEY_REUSED',
  'OPERATION_CANCELLED',
  'OPERATION_FAILED',
  'OVERLOADED',
] as const;
