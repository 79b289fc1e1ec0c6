import type { SlackInbox } from '@roster/database';
import { newTraceContext } from '@roster/runtime';
import { type Home, homeNotice, homeView } from '../messages/views.js';
import { callerOf, type RequestContext } from '../requests/context.js';
import type { MemberResolver } from '../requests/members.js';
import { changePlanSchema, type Place } from '../requests/stored-request.js';
import type { Access } from './access.js';
import type { ReadCommands } from './read-commands.js';
import type { Undo } from './undo.js';

/** App Home: the departments that a member is in, those that they manage, and their changes, in progress and of the last hours. */
export class HomePage {
  constructor(
    private readonly members: MemberResolver,
    private readonly reads: ReadCommands,
    private readonly inbox: SlackInbox,
    private readonly undo: Undo,
    private readonly access: Access,
  ) {}

  async publish(place: Pick<Place, 'teamId' | 'enterpriseId' | 'slackUserId'>): Promise<void> {
    const sender = await this.members.sender(place);
    const { workspace } = sender;
    if (workspace === null) return;
    const view = 'member' in sender ? homeView(await this.content(sender, place)) : homeNotice(sender.refusal);
    await workspace.client.views.publish({ user_id: place.slackUserId, view });
  }

  private async content(
    sender: Pick<RequestContext, 'workspace' | 'member'>,
    { teamId, slackUserId }: Pick<Place, 'teamId' | 'slackUserId'>,
  ): Promise<Home> {
    const { principal } = callerOf(sender.workspace, sender.member, newTraceContext().traceId);
    const [mayChange, { departments, manages }, organization, requests, history] = await Promise.all([
      this.access.mayChange(principal, null),
      this.reads.departmentsOf(sender.workspace.organizationId, sender.member.user_id),
      this.reads.organizationName(sender.workspace.organizationId),
      this.inbox.pendingOf(teamId, slackUserId),
      this.undo.history({ workspace: sender.workspace, place: { slackUserId } }),
    ]);
    const pending = requests.map(({ plan }) => {
      const { change, people, department } = changePlanSchema.parse(plan);
      return { change, people: people.length, department };
    });
    return { name: sender.member.full_name, mayChange, organization, departments, manages, pending, history };
  }
}
