import type { SlackChannelLinks } from '@roster/database';
import type { DepartmentLabel } from '../answers/answer.js';
import type { Reading } from '../reading/reading.js';
import type { Access } from '../requests/access.js';
import type { Handled, Visit } from '../requests/visit.js';

/** `link` and `unlink`: which department a channel stands for, and whether it hears of changes. */
export class ChannelCommands {
  constructor(
    private readonly links: SlackChannelLinks,
    private readonly access: Access,
    private readonly reading: Reading,
  ) {}

  async link(visit: Visit, department: DepartmentLabel): Promise<Handled> {
    const channel = channelOf(visit);
    if (channel === null) return { answer: { kind: 'department_missing', command: 'link' } };
    await this.access.assertMayLink(visit.caller.principal, department.id);
    const before = await this.links.find(channel, visit.workspace.organizationId);
    const announce = before?.department_id === department.id && before.announce;
    await this.links.put(visit.caller, channel, department.id, announce);
    return { answer: { kind: 'linked', department, announce } };
  }

  /** Switches announcements in the channel on or off. */
  async announce(visit: Visit, on: boolean): Promise<Handled> {
    const channel = channelOf(visit);
    const link = channel && (await this.links.find(channel, visit.workspace.organizationId));
    if (!channel || !link) return { answer: { kind: 'unlinked', department: null } };
    await this.access.assertMayLink(visit.caller.principal, link.department_id);
    await this.links.put(visit.caller, channel, link.department_id, on);
    const department = await this.reading.label(visit, link.department_id);
    return { answer: { kind: 'linked', department, announce: on } };
  }

  async unlink(visit: Visit): Promise<Handled> {
    const channel = channelOf(visit);
    const link = channel && (await this.links.find(channel, visit.workspace.organizationId));
    if (!channel || !link) return { answer: { kind: 'unlinked', department: null } };
    await this.access.assertMayLink(visit.caller.principal, link.department_id);
    const department = await this.reading.labelIfThere(visit, link.department_id);
    await this.links.remove(visit.caller, channel);
    return { answer: { kind: 'unlinked', department } };
  }
}

function channelOf({ workspace, place }: Visit) {
  return place.channelId === null ? null : { teamId: workspace.workspaceId, channelId: place.channelId };
}
