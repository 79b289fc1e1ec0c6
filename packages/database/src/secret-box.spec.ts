import { randomBytes } from 'node:crypto';
import { SecretBox } from './secret-box.js';

const key = randomBytes(32);

it('opens what it sealed, and never seals the same twice', () => {
  const box = new SecretBox([key], 'SLACK_ENCRYPTION_KEY');
  const sealed = box.seal('xoxb-1', 'T1');
  expect(box.open(sealed, 'T1')).toBe('xoxb-1');
  expect(sealed.bytes.toString('latin1')).not.toContain('xoxb');
  expect(box.seal('xoxb-1', 'T1').bytes).not.toEqual(sealed.bytes);
});

it('opens nothing that was changed or moved to another workspace', () => {
  const box = new SecretBox([key], 'SLACK_ENCRYPTION_KEY');
  const sealed = box.seal('xoxb-1', 'T1');
  expect(() => box.open(sealed, 'T2')).toThrow();
  const changed = Buffer.from(sealed.bytes);
  changed[20] = (changed[20] ?? 0) ^ 1;
  expect(() => box.open({ ...sealed, bytes: changed }, 'T1')).toThrow();
});

it('still opens what an older key sealed, and seals with the newest', () => {
  const newer = randomBytes(32);
  const old = new SecretBox([key], 'SLACK_ENCRYPTION_KEY').seal('xoxb-1', 'T1');
  const box = new SecretBox([newer, key], 'SLACK_ENCRYPTION_KEY');
  expect(box.open(old, 'T1')).toBe('xoxb-1');
  expect(() => new SecretBox([key], 'SLACK_ENCRYPTION_KEY').open(box.seal('xoxb-1', 'T1'), 'T1')).toThrow(
    'SLACK_ENCRYPTION_KEY lacks',
  );
});
