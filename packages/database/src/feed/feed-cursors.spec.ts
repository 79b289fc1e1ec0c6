import { organizationIdSchema } from '@roster/domain';
import { BlockCipher } from '../block-cipher.js';
import { FeedCursors } from './feed-cursors.js';

const cursors = new FeedCursors(new BlockCipher(Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')));
const ours = organizationIdSchema.parse('org_ours');
const theirs = organizationIdSchema.parse('org_theirs');

describe('a cursor of the feed', () => {
  it.each([
    { epoch: 1, position: '0' },
    { epoch: 1, position: '1' },
    { epoch: 65_535, position: '281474976710655' },
  ])('leads back to $position in epoch $epoch', (position) => {
    const cursor = cursors.encode(ours, position);
    expect(cursor).toMatch(/^[\w-]{22}$/);
    expect(cursors.decode(ours, cursor)).toEqual(position);
  });

  const one = cursors.encode(ours, { epoch: 1, position: '1' });
  it.each([
    ['of another organization', cursors.encode(theirs, { epoch: 1, position: '1' })],
    ['with one character changed', one.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))],
    ['cut short', one.slice(0, -1)],
    ['made up', 'A'.repeat(22)],
    ['empty', ''],
  ])('is refused: %s', (_, cursor) => {
    expect(cursors.decode(ours, cursor)).toBeUndefined();
  });
});
