import { randomBytes } from 'node:crypto';
import { type ConsoleSession, SecretBox } from '@roster/database';
import type { OperatorId } from '@roster/domain';
import { TotpSecrets } from './totp-secrets.js';

const secrets = new TotpSecrets(new SecretBox([randomBytes(32)], 'OPERATOR_ENCRYPTION_KEY'));
const [OLGA, OTTO] = ['opr_olga', 'opr_otto'] as OperatorId[] as [OperatorId, OperatorId];
const session = () => ({ idHash: randomBytes(32) }) as unknown as ConsoleSession;

it('opens a secret for the operator whose it is, and for nobody else', () => {
  const sealed = secrets.seal(OLGA, 'SECRET');
  expect(secrets.open(OLGA, sealed)).toBe('SECRET');
  expect(() => secrets.open(OTTO, sealed)).toThrow();
});

it('accepts what it offered to this session, for fifteen minutes', () => {
  const mine = session();
  const offered = secrets.offer(mine, 'SECRET');
  expect(offered).not.toContain('SECRET');
  expect(secrets.accept(mine, offered)).toBe('SECRET');
  expect(secrets.accept(session(), offered)).toBeNull();
  const now = Date.now;
  Date.now = () => now() + 15 * 60_000;
  try {
    expect(secrets.accept(mine, offered)).toBeNull();
  } finally {
    Date.now = now;
  }
});

it.each(['', '.', 'x.y', '!'])('accepts no %j', (text) => {
  expect(secrets.accept(session(), text)).toBeNull();
});
