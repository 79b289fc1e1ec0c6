import { BlockCipher } from '../block-cipher.js';
import { EventIds } from './event-ids.js';

const ids = new EventIds(new BlockCipher(Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')));
const others = new EventIds(new BlockCipher(Buffer.alloc(16, 1)));

describe('the ID of an audit event', () => {
  it.each(['1', '2', '8', '9007199254740993', '9223372036854775807'])('of row %s leads back to it', (number) => {
    expect(ids.encode(number)).toMatch(/^evt_[0-9a-f]{32}$/);
    expect(ids.decode(ids.encode(number))).toBe(number);
  });

  it('is the same for ever', () => {
    expect(ids.encode('8')).toBe('evt_6d74979592b2f4d1687541ae56d87561');
  });

  it('is another one in another installation', () => {
    expect(others.encode('8')).not.toBe(ids.encode('8'));
    expect(others.decode(ids.encode('8'))).toBeUndefined();
  });

  it.each([
    ['a number', 'evt_8'],
    ['one digit changed', ids.encode('8').replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))],
    ['in capitals', ids.encode('8').toUpperCase()],
    ['cut short', ids.encode('8').slice(0, -2)],
    ['of another kind', ids.encode('8').replace('evt', 'key')],
    ['empty', ''],
  ])('is refused: %s', (_, id) => {
    expect(ids.decode(id)).toBeUndefined();
  });
});
