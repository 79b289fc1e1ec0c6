/** What every request can be sent with that changes something. */
export const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  description:
    'Makes the request safe to send again: the same key with the same request gives the first answer again. 1 to 255 visible ASCII characters, quoted or not; best a random UUID. It is kept for a day.',
  example: '"8e03978e-40d5-43e8-bc93-6894a57f9324"',
};
