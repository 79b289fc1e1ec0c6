import { FAILPOINTS, type Failpoint } from '@roster/domain';
import { z } from 'zod';

/**
 * `ROSTER_FAILPOINT`, for the fault suite only: `before-commit` kills the process the first time that it comes to that
 * moment, `before-commit@usr_poison1` every time that a command for this user is among those in hand.
 */
export const failpoint = z
  .templateLiteral([z.enum(FAILPOINTS), z.string().regex(/^(@[A-Za-z0-9_]+)?$/)], {
    error: `one of ${FAILPOINTS.join(', ')}, and after it @ and a user id if need be`,
  })
  .transform(killAt)
  .optional();

/** Dies as abruptly as a process can: nothing is flushed, no connection is closed, no handler runs. */
function killAt(text: string): Failpoint {
  const [name, user] = text.split('@');
  return async (reached, commands) => {
    if (reached !== name) return;
    if (user && !commands.some(({ userId }) => userId === user)) return;
    process.kill(process.pid, 'SIGKILL');
    // The signal arrives in a moment; until then nothing further may happen.
    await new Promise<never>(() => undefined);
  };
}
