import { BlockCipher } from '../block-cipher.js';
import { CONSISTENCY_TOKEN, ConsistencyTokens, PRIMARY_TOKEN } from './consistency-tokens.js';

const tokens = new ConsistencyTokens(new BlockCipher(Buffer.alloc(16, 7)));
const DATABASE = '7412345678901234567 1 roster';

it.each([0n, 1n, 0x1_7a3f_22c8n, 2n ** 64n - 1n])(
  'position %s survives, and cannot be read from its token',
  (position) => {
    const token = tokens.encode({ position, database: DATABASE });
    expect(token).toMatch(CONSISTENCY_TOKEN);
    expect(tokens.decode(DATABASE, token)).toBe(position);
    expect(Buffer.from(token, 'base64url').toString('hex')).not.toContain(position.toString(16).padStart(4, '0'));
  },
);

it.each([
  ['another cluster', '7499999999999999999 1 roster'],
  ['before a failover', '7412345678901234567 2 roster'],
  ['another database of the cluster', '7412345678901234567 1 other'],
])('a token of %s is none of this one', (_, database) => {
  expect(tokens.decode(DATABASE, tokens.encode({ position: 5n, database }))).toBeUndefined();
});

it('the token that only the primary satisfies looks like any other', () => {
  expect(PRIMARY_TOKEN).toMatch(CONSISTENCY_TOKEN);
});

it.each(['', PRIMARY_TOKEN, 'A'.repeat(23), '$'.repeat(22)])('%j is no token', (text) => {
  expect(tokens.decode(DATABASE, text)).toBeUndefined();
});
