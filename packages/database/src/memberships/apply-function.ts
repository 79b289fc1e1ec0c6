import { CLAIM_AND_ADD, CORRECT_OVERTAKEN, REMOVE } from './apply-statement.js';

/**
 * Applies one round of membership commands and corrects the results that were overtaken, in one call, so that a batch is
 * one statement that commits by itself: one round trip in place of three.
 *
 * - The settings are those of `ledgerTransaction`. They hold whenever a plan is made, which happens inside the function.
 * - Plans are generic, those of its triggers and foreign keys too. Left to itself, Postgres compares a new generic plan with
 *   the average of the first custom ones, which cost less while the tables were smaller, and plans for every call again.
 * - Each statement of a function sees what was committed before it, so the correction sees the change that was faster.
 * - A statement that a batch does not need costs nothing, neither its start nor its triggers.
 *
 * The function is made by a migration and so does not change once it is released: processes of the previous version call
 * it during a deployment. Another text is another function, `apply_memberships_v3`, in a migration of its own.
 */
export const CREATE_APPLY_MEMBERSHIPS = `
CREATE FUNCTION apply_memberships_v2(commands jsonb) RETURNS TABLE (operation_id text, outcome jsonb)
LANGUAGE plpgsql
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan
AS $function$
DECLARE
  now_at CONSTANT timestamptz := date_trunc('milliseconds', clock_timestamp());
  claim record;
  removals text[] := '{}';
  overtaken text[] := '{}';
BEGIN
  FOR claim IN ${asInFunction(CLAIM_AND_ADD, 'commands', 'now_at')} LOOP
    IF claim.unfinished = 'removal' THEN
      removals := removals || claim.id;
    ELSIF claim.unfinished = 'overtaken' THEN
      overtaken := overtaken || claim.id;
    ELSE
      operation_id := claim.id;
      outcome := claim.result;
      RETURN NEXT;
    END IF;
  END LOOP;
  IF removals <> '{}' THEN
    FOR claim IN ${asInFunction(REMOVE, 'commands', 'now_at', 'removals')} LOOP
      IF claim.unfinished = 'overtaken' THEN
        overtaken := overtaken || claim.id;
      ELSE
        operation_id := claim.id;
        outcome := claim.result;
        RETURN NEXT;
      END IF;
    END LOOP;
  END IF;
  IF overtaken <> '{}' THEN
    RETURN QUERY ${asInFunction(CORRECT_OVERTAKEN, 'overtaken')};
  END IF;
END
$function$
`;

/** The statement with variables of the function in place of its parameters. */
function asInFunction(statement: string, ...variables: readonly string[]): string {
  return statement.replace(/\$(\d)/g, (_, position) => variables[Number(position) - 1] ?? '');
}

/**
 * $1: json array of commands. Returns a row per claimed command, with the milliseconds that the server had taken before
 * it began to commit.
 */
export const APPLY_AT_ONCE = `
SELECT operation_id AS id, outcome AS result,
       extract(epoch FROM clock_timestamp() - statement_timestamp())::double precision * 1000 AS ms
FROM apply_memberships_v2($1)
`;
