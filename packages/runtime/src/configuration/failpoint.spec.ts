import { FAILPOINTS } from '@roster/domain';
import { failpoint } from './failpoint.js';

describe('ROSTER_FAILPOINT', () => {
  it.each([...FAILPOINTS, 'before-commit@usr_poison1'])('takes %s', (text) => {
    expect(failpoint.safeParse(text).success).toBe(true);
  });

  it.each(['', 'before', 'before-commit usr_a', 'before-commit@', 'before-commit@a b'])(
    'refuses %j and lists what there is',
    (text) => {
      expect(failpoint.safeParse(text).error?.issues[0]?.message).toContain('before-commit');
    },
  );

  it('lets a process live that comes to another moment, or has other commands in hand', async () => {
    await failpoint.parse('before-commit')?.('after-commit', []);
    await failpoint.parse('before-commit@usr_poison1')?.('before-commit', []);
  });
});
