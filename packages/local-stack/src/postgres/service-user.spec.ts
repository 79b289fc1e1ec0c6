import { hasAccess } from './service-user.js';

describe('hasAccess', () => {
  const user = { uid: 101, gid: 104 };

  it.each([
    [{ mode: 0o700, uid: 0, gid: 0 }, 1, false],
    [{ mode: 0o711, uid: 0, gid: 0 }, 1, true],
    [{ mode: 0o711, uid: 0, gid: 0 }, 5, false],
    [{ mode: 0o710, uid: 0, gid: 104 }, 1, true],
    [{ mode: 0o700, uid: 101, gid: 0 }, 7, true],
    // The owner's bits count for the owner, even when everybody else may do more.
    [{ mode: 0o077, uid: 101, gid: 104 }, 1, false],
  ])('reads the bits of %j for %i as %p', (stats, wanted, expected) => {
    expect(hasAccess(stats, user, wanted)).toBe(expected);
  });
});
