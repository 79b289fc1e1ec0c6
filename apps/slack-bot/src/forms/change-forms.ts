import type { Logger } from '@roster/runtime';
import type { WebClient } from '@slack/web-api';
import type { ChangeForm, DepartmentLabel } from '../answers/answer.js';
import type { ChangeCommand } from '../commands/command.js';
import { changeModal } from '../messages/change-modal.js';
import type { Handled, Visit } from '../requests/visit.js';
import type { Place } from '../requests/wish.js';

/** Opens the modal that asks for the parts that a command left out. */
export class ChangeForms {
  constructor(private readonly logger: Logger) {}

  /**
   * A trigger id is good for three seconds: when it is too late, the person is told what to type. The form has no place
   * for user groups and for names that are no mention: rather than lose them, the department is asked for in words.
   */
  async open(
    visit: Visit,
    command: Pick<ChangeCommand, 'name' | 'people'>,
    department: DepartmentLabel | null,
  ): Promise<Handled> {
    if (command.people.some(({ kind }) => kind !== 'user'))
      return { answer: { kind: 'department_missing', command: command.name } };
    const slackUserIds = command.people.flatMap((person) => (person.kind === 'user' ? [person.slackUserId] : []));
    const { workspace, place, triggerId, caller } = visit;
    const opened = await this.show(
      { client: workspace.hastyClient, place, triggerId, traceId: caller.traceId },
      { change: command.name, slackUserIds, department },
    );
    return { answer: opened ? null : { kind: 'form_not_opened', command: command.name } };
  }

  /** False when Slack did not open it. */
  async show({ client, place, triggerId, traceId }: Opening, form: Omit<ChangeForm, 'metadata'>): Promise<boolean> {
    try {
      if (triggerId === null) throw new Error('no trigger id');
      const view = changeModal({ ...form, metadata: JSON.stringify(place) });
      await client.views.open({ trigger_id: triggerId, view });
      return true;
    } catch (error) {
      this.logger.warn({ error: String(error), trace_id: traceId }, 'a modal was not opened');
      return false;
    }
  }
}

interface Opening {
  readonly client: WebClient;
  readonly place: Place;
  readonly triggerId: string | null;
  readonly traceId: string;
}
