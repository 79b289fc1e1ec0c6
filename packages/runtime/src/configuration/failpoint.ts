import { FAILPOINTS, type Failpoint } from '@roster/domain';
import { z } from 'zod';

/**
 * `ROSTER_FAILPOINT`, for the fault suite only: `before-commit` kills the process the first time that it reaches that
 * point, `before-commit@usr_poison1` whenever it reaches it with a command for this user.
 */
export const failpoint = z
  .templateLiteral([z.enum(FAILPOINTS), z.string().regex(/^(@[A-Za-z0-9_]+)?$/)], {
    error: `one of ${FAILPOINTS.join(', ')}, optionally followed by @ and a user ID`,
  })
  .transform(killAt)
  .optional();

/** Dies as abruptly as possible: nothing is flushed, no connection is closed, no handler runs. */
function killAt(text: string): Failpoint {
  const [name, user] = text.split('@');
  return async (reached, commands) => {
    if (reached !== name) return;
    if (user && !commands.some(({ userId }) => userId === user)) return;
    process.kill(process.pid, 'SIGKILL');
    // Nothing may happen until the signal arrives.
    await new Promise<never>(() => undefined);
  };
}
