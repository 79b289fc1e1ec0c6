import {
  findAdmins,
  findNearestManager,
  type MembershipRequestNotice,
  type MembershipRequestNotices,
  type NewSlackDelivery,
  type RequestDecider,
} from '@roster/database';
import { formatPath } from '@roster/domain';
import { BackgroundWork, type Logger, newTraceContext } from '@roster/runtime';
import type { DataSource } from 'typeorm';
import type { MembershipRequestLabel } from '../messages/answer.js';
import type { Message } from '../messages/blocks.js';
import { requestMessage, requestOutcomeMessage } from '../messages/membership-request-message.js';
import type { Workspaces } from '../slack/workspaces.js';
import type { ConnectedWorkspace, MemberResolver } from './members.js';
import type { OutboxDispatcher } from './outbox-dispatcher.js';

const LOOK_EVERY_MS = 1_000;
const BATCH = 10;

interface Ports {
  readonly dataSource: DataSource;
  readonly notices: MembershipRequestNotices;
  readonly workspaces: Workspaces;
  readonly members: MemberResolver;
  readonly dispatcher: OutboxDispatcher;
  readonly logger: Logger;
}

/**
 * Tells people in Slack of membership requests, however they were made or decided: those who decide that there is
 * one, and the one who asked what came of it. If a bot dies before it has stored the messages, another bot
 * stores them.
 */
export class MembershipRequestNotifier extends BackgroundWork {
  protected readonly tasks = [
    { name: 'people were not notified of membership requests', intervalMs: LOOK_EVERY_MS, run: () => this.notifyDue() },
  ];

  constructor(private readonly ports: Ports) {
    super(ports.logger);
  }

  private async notifyDue(): Promise<void> {
    const due = await this.ports.notices.leaseDue(BATCH);
    await Promise.all(due.map((notice) => this.notify(notice)));
    if (due.length > 0) this.ports.dispatcher.wake();
    if (due.length === BATCH) this.wake();
  }

  /** What fails stays leased, and is tried again when the lease is over. */
  private async notify(notice: MembershipRequestNotice): Promise<void> {
    const { traceId } = newTraceContext();
    const { id, status } = notice;
    const fields = { membership_request: id, status, trace_id: traceId };
    try {
      const deliveries = await this.deliveries(notice, traceId);
      await this.ports.notices.told(notice, deliveries);
      this.ports.logger.info({ ...fields, people: deliveries.length }, 'told of a membership request');
    } catch (error) {
      this.ports.logger.warn({ ...fields, error: String(error) }, 'could not tell of a membership request');
    }
  }

  /** In the first workspace in which somebody is found. */
  private async deliveries(notice: MembershipRequestNotice, traceId: string): Promise<NewSlackDelivery[]> {
    for (const workspaceId of await this.ports.notices.workspaces(notice)) {
      const workspace = await this.ports.workspaces.find(workspaceId, null);
      if (workspace?.organizationId !== notice.organization_id) continue;
      // Nobody else's notice waits while Slack limits the calls for this workspace.
      const client = workspace.noRetryClient;
      const connected = { ...workspace, client, organizationId: notice.organization_id };
      const { users, message } = await this.inWorkspace(notice, connected);
      if (users.length === 0) continue;
      const { text, blocks } = message;
      return users.map((user) => ({
        id: `membership-request:${notice.id}:${notice.status}:${user}`,
        workspace_id: workspaceId,
        method: 'direct',
        target: { team: workspace.teamId, user },
        payload: { text, blocks },
        trace_id: traceId,
      }));
    }
    return [];
  }

  private async inWorkspace(
    notice: MembershipRequestNotice,
    workspace: ConnectedWorkspace,
  ): Promise<{ users: string[]; message: Message }> {
    const { members } = this.ports;
    const { status, decider_name, asker } = notice;
    const askerId = asker === null ? null : await members.slackUserOf(workspace, asker);
    const label = requestLabel(notice, askerId);
    if (status !== 'pending') {
      const users = askerId === null ? [] : [askerId];
      return { users, message: requestOutcomeMessage(label, status, decider_name) };
    }
    return { users: await this.decidersIn(workspace, notice), message: requestMessage(label) };
  }

  /** The manager in Slack; without one there, the owners and admins. */
  private async decidersIn(workspace: ConnectedWorkspace, notice: MembershipRequestNotice): Promise<string[]> {
    const { dataSource, members } = this.ports;
    const find = async (people: readonly RequestDecider[]) => {
      const ids = await Promise.all(people.map((person) => members.slackUserOf(workspace, person)));
      return [...new Set(ids.filter((id) => id !== null))];
    };
    const { organization_id, department_id } = notice;
    const managers = await find(await findNearestManager(dataSource.manager, organization_id, department_id));
    return managers.length > 0 ? managers : find(await findAdmins(dataSource.manager, organization_id));
  }
}

/** A request as messages name it; `askerId` is the Slack user who asks, if known. */
export function requestLabel(notice: MembershipRequestNotice, askerId: string | null = null): MembershipRequestLabel {
  const { id, department_id, department_name, department_names, asker, user_id, full_name, reason } = notice;
  return {
    id,
    department: { id: department_id, name: department_name, path: formatPath(department_names) },
    person: { slackUserId: asker?.user_id === user_id ? askerId : null, name: full_name },
    asker: asker && { slackUserId: askerId, name: asker.full_name },
    ofSelf: asker?.user_id === user_id,
    reason,
  };
}
