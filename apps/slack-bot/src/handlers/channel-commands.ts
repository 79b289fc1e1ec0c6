import type { SlackChannelLinks } from '@roster/database';
import type { DepartmentLabel } from '../messages/answer.js';
import type { Finished, RequestContext } from '../requests/context.js';
import type { Access } from './access.js';
import type { Departments } from './departments.js';

/** `link` and `unlink`: the department that a channel is linked to, and whether changes are announced in it. */
export class ChannelCommands {
  constructor(
    private readonly links: SlackChannelLinks,
    private readonly access: Access,
    private readonly departments: Departments,
  ) {}

  async link(context: RequestContext, department: DepartmentLabel): Promise<Finished> {
    const channel = channelOf(context);
    if (channel === null) return { answer: { kind: 'department_missing', command: 'link' } };
    await this.access.assertMayLink(context.caller.principal, department.id);
    const before = await this.links.find(channel, context.workspace.organizationId);
    const announce = before?.department_id === department.id && before.announce;
    await this.links.put(context.caller, channel, department.id, announce);
    return { answer: { kind: 'linked', department, announce } };
  }

  /** Turns announcements in the channel on or off. */
  async announce(context: RequestContext, on: boolean): Promise<Finished> {
    const channel = channelOf(context);
    const link = channel && (await this.links.find(channel, context.workspace.organizationId));
    if (!channel || !link) return { answer: { kind: 'unlinked', department: null } };
    await this.access.assertMayLink(context.caller.principal, link.department_id);
    await this.links.put(context.caller, channel, link.department_id, on);
    const department = await this.departments.get(context.workspace.organizationId, link.department_id);
    return { answer: { kind: 'linked', department, announce: on } };
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
}

function channelOf({ workspace, place }: RequestContext) {
  return place.channelId === null ? null : { teamId: workspace.workspaceId, channelId: place.channelId };
}
