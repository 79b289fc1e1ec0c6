import type { SlackChannelLinks, SlackDelivery } from '@roster/database';
import { stoppedDelivery } from '../messages/link-message.js';
import { seeChannel } from './channels.js';
import { post, type Sent, sentAfter } from './send.js';
import type { Workspace } from './workspaces.js';

/** Slack's errors after which no message reaches the channel: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const CHANNEL_LOST: ReadonlySet<string> = new Set([
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'restricted_action',
]);

/** Posts announcements only where changes are announced, to the readers that someone agreed to. */
export class AnnouncedChannels {
  constructor(private readonly links: SlackChannelLinks) {}

  /** A message whose channel is no longer told of changes is given up: it names members. */
  async post(workspace: Workspace, delivery: SlackDelivery): Promise<Sent> {
    try {
      if (!(await this.mayPost(workspace, delivery))) return { kind: 'never', reason: 'not announced' };
    } catch (error) {
      return sentAfter(error);
    }
    const sent = await post(workspace, String(delivery.target.channel), delivery);
    if (sent.kind === 'never' && CHANNEL_LOST.has(sent.reason)) await this.stop(delivery, sent.reason);
    return sent;
  }

  private async mayPost(workspace: Workspace, delivery: SlackDelivery): Promise<boolean> {
    const { organizationId } = workspace;
    // Messages from before it was stored have no organization.
    const { organization = organizationId } = delivery.target;
    if (organizationId === null || organization !== organizationId) return false;
    const channel = channelOf(delivery);
    const announced = await this.links.findAnnounced(channel, organizationId);
    if (announced === null) return false;
    if (announced.audience !== 'workspace' || announced.is_seen) return true;
    // Links from before Roster asked, and channels that were shared while Slack's event was lost.
    const { audience } = await seeChannel(workspace.noRetryClient, channel.channelId);
    if (audience === 'shared' || audience === 'unknown') {
      await this.stop(delivery, audience);
      return false;
    }
    await this.links.seen(channel);
    return true;
  }

  private async stop(delivery: SlackDelivery, reason: string): Promise<void> {
    const channel = channelOf(delivery);
    const told = { ...delivery, channelId: channel.channelId, teamId: String(delivery.target.team) };
    await this.links.stop(channel, reason, (link) => stoppedDelivery(told, reason, link));
  }
}

/** As in its link, where the team is the installation's. */
function channelOf({ workspace_id: teamId, target }: SlackDelivery) {
  return { teamId, channelId: String(target.channel) };
}
