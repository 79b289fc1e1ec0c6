import pg from 'pg';
import { QueryFailedError } from 'typeorm';
import { retryAborted } from './retry-aborted.js';

function ended(code: string, constraint?: string): QueryFailedError {
  return new QueryFailedError('UPDATE', [], Object.assign(new Error('ended'), { code, constraint }));
}

/** Fails with these, one after the other, and then succeeds; the number of tries. */
function failing(...errors: Error[]) {
  let tries = 0;
  return () => {
    const error = errors[tries];
    tries += 1;
    return error ? Promise.reject(error) : Promise.resolve(tries);
  };
}

const deadlock = ended('40P01');

it.each<[string, Error]>([
  ['TypeORM', deadlock],
  [
    'node-postgres, as a prepared statement throws it',
    Object.assign(new pg.DatabaseError('ended', 0, 'error'), { code: '40P01' }),
  ],
])('tries again what a deadlock ended, by the error of %s', async (_, error) => {
  expect(await retryAborted(failing(error, error, error))).toBe(4);
});

it('tries again what violated the key of memberships while that is built', async () => {
  expect(await retryAborted(failing(ended('23505', 'department_members_key')))).toBe(2);
});

it('asks the caller to come later when it was ended each time', async () => {
  const all = failing(deadlock, deadlock, deadlock, deadlock);
  await expect(retryAborted(all)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', cause: deadlock });
});

it.each([ended('23505', 'department_members_pkey'), new Error('bug')])(
  'does not try again what failed otherwise: %s',
  async (error) => {
    await expect(retryAborted(failing(error))).rejects.toBe(error);
  },
);
