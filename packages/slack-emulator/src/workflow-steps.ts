import { randomBytes } from 'node:crypto';
import type { Json } from './check-payload.js';
import type { AppSeed } from './seeds.js';

/** How a step ended: with outputs, or with an error. */
export type StepOutcome = { readonly outputs: Json } | { readonly error: string };

/** Steps of workflows that are, or were, carried out by the app. */
export class WorkflowSteps {
  private readonly steps = new Map<string, StepOutcome | null>();

  /** A workflow has come to the step. Returns its execution id. */
  begin(): string {
    const id = `Fx${randomBytes(5).toString('hex').toUpperCase()}`;
    this.steps.set(id, null);
    return id;
  }

  /** Null while it runs. */
  outcome(executionId: string): StepOutcome | null {
    return this.steps.get(executionId) ?? null;
  }

  /** https://docs.slack.dev/reference/methods/functions.completeSuccess and `completeError` */
  complete(method: string, payload: Json): Json {
    const id = String(payload.function_execution_id);
    if (!this.steps.has(id)) return { ok: false, error: 'function_execution_not_found' };
    if (this.steps.get(id) !== null) return { ok: false, error: 'function_execution_not_in_running_state' };
    const outputs = typeof payload.outputs === 'string' ? JSON.parse(payload.outputs) : payload.outputs;
    this.steps.set(id, method === 'functions.completeError' ? { error: String(payload.error) } : { outputs });
    return { ok: true };
  }
}

/** https://docs.slack.dev/reference/events/function_executed: it names nobody who acts. */
export function stepEvent(app: AppSeed, callbackId: string, executionId: string, inputs: Json): Json {
  const now = Math.floor(Date.now() / 1000);
  const parameters = Object.keys(inputs).map((name) => ({
    type: name === 'user' ? 'slack#/types/user_id' : 'string',
    name,
    title: name,
    description: name,
    is_required: true,
  }));
  return {
    type: 'function_executed',
    function: {
      id: 'Fn0ROSTER',
      callback_id: callbackId,
      title: callbackId,
      description: callbackId,
      type: 'app',
      input_parameters: parameters,
      output_parameters: [],
      app_id: app.id,
      date_created: now,
      date_updated: now,
      date_deleted: 0,
      form_enabled: false,
    },
    inputs,
    function_execution_id: executionId,
    workflow_execution_id: `Wx${executionId.slice(2)}`,
    event_ts: String(now),
    bot_access_token: 'xwfp-emulated',
  };
}
