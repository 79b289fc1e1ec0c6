import type { Announcements, ChannelAudience, SlackChannel, SlackChannelLinks, SlackRequest } from '@roster/database';
import type { DepartmentLabel } from '../messages/answer.js';
import type { BotInChannel } from '../messages/bot-in-channel.js';
import type { Finished, RequestContext } from '../requests/context.js';
import { confirmLinkSchema } from '../requests/stored-request.js';
import { joinChannel, seeChannel } from '../slack/channels.js';
import type { Access } from './access.js';
import type { Departments } from './departments.js';

/** What is to be stored about a channel. */
interface Linking {
  readonly department: DepartmentLabel;
  readonly announcements: Announcements;
  /** Who reads it, as far as the person has agreed to. */
  readonly agreed: ChannelAudience;
}

/** `link`, `unlink` and `announce`: the department that a channel is linked to, and which changes are announced in it. */
export class ChannelCommands {
  constructor(
    private readonly links: SlackChannelLinks,
    private readonly access: Access,
    private readonly departments: Departments,
  ) {}

  /** Links the channel. What is announced in it stays, when it was linked to the department before. */
  async link(context: RequestContext, department: DepartmentLabel): Promise<Finished> {
    const channel = channelOf(context);
    if (channel === null) return { answer: { kind: 'department_missing', command: 'link' } };
    const before = await this.links.find(channel, context.workspace.organizationId);
    const isSame = before?.department_id === department.id;
    const announcements = isSame ? before.announcements : 'off';
    return this.put(channel, { department, announcements, agreed: isSame ? before.audience : 'workspace' }, context);
  }

  /** Sets which changes are announced in the channel; null: shows it. */
  async announce(context: RequestContext, announcements: Announcements | null): Promise<Finished> {
    const { organizationId } = context.workspace;
    const channel = channelOf(context);
    const link = channel && (await this.links.find(channel, organizationId));
    if (!channel || !link) return { answer: { kind: 'unlinked', department: null } };
    const department = await this.departments.get(organizationId, link.department_id);
    if (announcements !== null) return this.put(channel, { department, announcements, agreed: link.audience }, context);
    if (link.stopped_because === null)
      return { answer: { kind: 'linked', department, announcements: link.announcements } };
    return { answer: { kind: 'linked', department, announcements: 'off', stopped: link.stopped_because } };
  }

  /** The person agrees that others read the channel; `question` is the request that was answered with the question. */
  async linkAnyway(context: RequestContext, question: SlackRequest | null): Promise<Finished> {
    const channel = channelOf(context);
    const asked = confirmLinkSchema.safeParse(question?.answer);
    if (channel === null || !asked.success) return { answer: { kind: 'cancelled' } };
    const { department, announcements, audience: agreed } = asked.data;
    return this.put(channel, { department, announcements, agreed }, context);
  }

  /** The department that the channel is linked to, if it is and the department still exists. */
  async linked(context: RequestContext): Promise<DepartmentLabel | null> {
    const channel = channelOf(context);
    const { organizationId } = context.workspace;
    const link = channel && (await this.links.find(channel, organizationId));
    return link && this.departments.find(organizationId, link.department_id);
  }

  async unlink(context: RequestContext): Promise<Finished> {
    const channel = channelOf(context);
    const link = channel && (await this.links.find(channel, context.workspace.organizationId));
    if (!channel || !link) return { answer: { kind: 'unlinked', department: null } };
    await this.access.assertMayLink(context.caller.principal, link.department_id);
    const department = await this.departments.find(context.workspace.organizationId, link.department_id);
    await this.links.remove(context.caller, channel);
    return { answer: { kind: 'unlinked', department } };
  }

  /**
   * Asks first when others read the channel. Where the bot cannot post, or does not see the channel, nothing is announced.
   *
   * @throws DomainError PERMISSION_DENIED also when the channel is linked to another department that is not the caller's
   */
  private async put(channel: SlackChannel, linking: Linking, context: RequestContext): Promise<Finished> {
    const { department, agreed } = linking;
    const { principal } = context.caller;
    await this.access.assertMayLink(principal, department.id);
    const before = await this.links.find(channel, principal.organizationId);
    if (before && before.department_id !== department.id)
      await this.access.assertMayLink(principal, before.department_id);
    const seen = await seeChannel(context.workspace.client, channel.channelId);
    const { audience } = seen;
    const isDirectMessage = seen.bot === 'direct_message';
    const isSilent = isDirectMessage || seen.bot === 'invite_first';
    const { id: requestId } = context.request;
    if (audience !== 'workspace' && audience !== agreed && !isDirectMessage) {
      return {
        answer: { kind: 'confirm_link', requestId, department, announcements: linking.announcements, audience },
      };
    }
    const announcements = isSilent ? 'off' : linking.announcements;
    let bot: BotInChannel = isDirectMessage || (isSilent && linking.announcements !== 'off') ? seen.bot : 'member';
    if (announcements !== 'off') bot = await joinChannel(context.workspace, channel.channelId, seen.bot);
    const { slackUserId } = context.place;
    await this.links.put(context.caller, channel, {
      departmentId: department.id,
      announcements,
      audience,
      slackUserId,
    });
    return { answer: { kind: 'linked', department, announcements, bot } };
  }
}

function channelOf({ workspace, place }: RequestContext): SlackChannel | null {
  return place.channelId === null ? null : { teamId: workspace.workspaceId, channelId: place.channelId };
}
