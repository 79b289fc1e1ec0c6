import type { App } from '@slack/bolt';
import { z } from 'zod';
import { WORKFLOW_STEP } from '../messages/action-ids.js';
import type { SlackRequestIntake } from '../requests/intake.js';

/** https://docs.slack.dev/reference/events/function_executed */
const stepSchema = z.object({
  function_execution_id: z.string(),
  inputs: z.object({ user: z.string(), department: z.string() }),
});

/** The step "Add to a department" of a workflow. Slack is told that it arrived when it is stored, and repeats it otherwise. */
export function listenToWorkflowSteps(app: App, intake: SlackRequestIntake): void {
  app.function(WORKFLOW_STEP, { autoAcknowledge: false }, async ({ body, event, ack }) => {
    const { function_execution_id: executionId, inputs } = stepSchema.parse(event);
    const place = {
      teamId: body.team_id,
      enterpriseId: body.enterprise_id ?? null,
      slackUserId: inputs.user,
      channelId: null,
      responseUrl: null,
      since: new Date().toISOString(),
    };
    const intent = { kind: 'workflow_step', executionId, department: inputs.department } as const;
    const id = `step:${body.team_id}:${executionId}`;
    const refusal = await intake.take({ id, place, triggerId: null, intent }, () => ack());
    if (refusal !== null) throw new Error('a workflow step was not stored');
  });
}
