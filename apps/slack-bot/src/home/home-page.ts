import type { SlackInbox } from '@roster/database';
import type { Answer, Home } from '../answers/answer.js';
import { changePlanSchema } from '../changes/change-plan.js';
import type { Workspaces } from '../installations/workspaces.js';
import { homeNotice, homeView } from '../messages/home-view.js';
import type { BoundWorkspace, People } from '../people/people.js';
import type { Reading } from '../reading/reading.js';

type Notice = Extract<Answer, { kind: 'stranger' | 'unbound' }>;

interface Who {
  readonly teamId: string;
  readonly enterpriseId: string | null;
  readonly slackUserId: string;
}

/** App Home: a person's departments, those they manage, and what is still going on. */
export class HomePage {
  constructor(
    private readonly workspaces: Workspaces,
    private readonly people: People,
    private readonly reading: Reading,
    private readonly inbox: SlackInbox,
  ) {}

  async publish(who: Who): Promise<void> {
    const workspace = await this.workspaces.find(who.teamId, who.enterpriseId);
    if (workspace === null) return;
    const { organizationId } = workspace;
    const content: Home | Notice =
      organizationId === null ? { kind: 'unbound' } : await this.content({ ...workspace, organizationId }, who);
    const view = 'kind' in content ? homeNotice(content) : homeView(content);
    await workspace.client.views.publish({ user_id: who.slackUserId, view });
  }

  private async content(workspace: BoundWorkspace, who: Who): Promise<Home | Notice> {
    const identified = await this.people.identify(workspace, who.slackUserId);
    if (identified.person === null) return { kind: 'stranger', reason: identified.refusal };
    if (!identified.person.active) return { kind: 'stranger', reason: 'deactivated_in_roster' };
    const { person } = identified;
    const [{ departments, manages }, organization, requests] = await Promise.all([
      this.reading.belongings({ person, workspace }),
      this.reading.organizationName(workspace.organizationId),
      this.inbox.pendingOf(who.teamId, who.slackUserId),
    ]);
    const pending = requests.map(({ plan }) => {
      const { change, people, department } = changePlanSchema.parse(plan);
      return { change, people: people.length, department };
    });
    return { name: person.full_name, organization, departments, manages, pending };
  }
}
