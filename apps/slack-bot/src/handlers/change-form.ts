import type { Logger } from '@roster/runtime';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { ChangeName } from '../commands/command.js';
import type { DepartmentLabel } from '../messages/answer.js';
import { askModal } from '../messages/ask-modal.js';
import { type ChangeForm, changeModal } from '../messages/views.js';
import type { Finished, RequestContext } from '../requests/context.js';
import type { Place } from '../requests/stored-request.js';

/** Opens the form that asks for the parts missing in a command. */
export class ChangeFormOpener {
  constructor(private readonly logger: Logger) {}

  /**
   * A trigger id expires after three seconds; then the person is told what to type. The form cannot hold user groups, or
   * people of whom only the address is known (`slackUserIds` is null): rather than losing them, the bot asks for the
   * department in a message.
   */
  async open(
    context: RequestContext,
    change: ChangeName,
    slackUserIds: readonly string[] | null,
    department: DepartmentLabel | null,
  ): Promise<Finished> {
    if (slackUserIds === null) return { answer: { kind: 'department_missing', command: change } };
    const { workspace, place, triggerId, caller } = context;
    const opened = await this.show(
      { client: workspace.noRetryClient, place, triggerId, traceId: caller.traceId },
      { change, slackUserIds, department },
    );
    return { answer: opened ? null : { kind: 'form_not_opened', command: change } };
  }

  /** False when Slack did not open it. */
  show(opening: Opening, form: Omit<ChangeForm, 'metadata'>): Promise<boolean> {
    const metadata = JSON.stringify({ ...opening.place, change: form.change });
    return this.openView(opening, changeModal({ ...form, metadata }));
  }

  /** The form for the reason of a membership request; `of` is the id of the request that was refused. */
  ask(opening: Opening, of: string): Promise<boolean> {
    return this.openView(opening, askModal(JSON.stringify({ of, place: opening.place })));
  }

  private async openView({ client, triggerId, traceId }: Opening, view: ModalView): Promise<boolean> {
    try {
      if (triggerId === null) throw new Error('no trigger id');
      await client.views.open({ trigger_id: triggerId, view });
      return true;
    } catch (error) {
      this.logger.warn({ error: String(error), trace_id: traceId }, 'a form was not opened');
      return false;
    }
  }
}

export interface Opening {
  readonly client: WebClient;
  readonly place: Place;
  readonly triggerId: string | null;
  readonly traceId: string;
}
