import { type Logger, newTraceContext } from '@roster/runtime';
import type { App } from '@slack/bolt';
import { MODAL } from '../answers/action-ids.js';
import type { DepartmentOptions } from '../forms/department-options.js';
import { readForm } from '../forms/form-values.js';
import { answerMessage } from '../messages/answer-message.js';
import { departmentOptions } from '../messages/change-modal.js';
import type { Wish } from '../requests/wish.js';
import type { Reception } from './intake.js';
import { placeOf } from './slack-body.js';

interface Ports {
  readonly reception: Reception;
  readonly options: DepartmentOptions;
  readonly logger: Logger;
}

/** The modal: its type-ahead and its submission. */
export function listenToForms(app: App, { reception, options, logger }: Ports): void {
  app.options(MODAL.department.action, async ({ body, payload, ack }) => {
    const { traceId } = newTraceContext();
    try {
      await ack(departmentOptions(await options.find(placeOf(body).place, payload.value, traceId)));
    } catch (error) {
      logger.warn({ error: String(error), trace_id: traceId }, 'a type-ahead found nothing');
      await ack({ options: [] });
    }
  });

  app.view({ callback_id: MODAL.callback, type: 'view_submission' }, async ({ body, view, ack }) => {
    const read = readForm(view.state.values, view.private_metadata);
    if ('errors' in read) return ack({ response_action: 'errors', errors: read.errors });
    const { change, slackUserIds, departmentId, place: asked } = read.form;
    const { place: here, triggerId } = placeOf(body);
    // The answer goes where the command was typed; who submits counts, not who opened it.
    const place = { ...here, channelId: asked.channelId, responseUrl: asked.responseUrl, since: asked.since };
    const wish = { kind: 'form' as const, change, slackUserIds: [...slackUserIds], departmentId } satisfies Wish;
    const intake = await reception.take({ id: `form:${here.teamId}:${view.id}`, place, triggerId, wish });
    if (intake.kind === 'taken') {
      await ack();
      return intake.go();
    }
    const { text } = answerMessage({ kind: 'error', code: 'SERVICE_UNAVAILABLE', traceId: intake.traceId });
    await ack({ response_action: 'errors', errors: { [MODAL.people.block]: text } });
  });
}
