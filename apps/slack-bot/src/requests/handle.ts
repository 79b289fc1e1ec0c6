import type { SlackChannelLinks, SlackInbox } from '@roster/database';
import { assertNever } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { Answer, DepartmentLabel } from '../answers/answer.js';
import { changePlanSchema } from '../changes/change-plan.js';
import type { Changes } from '../changes/changes.js';
import type { Undo } from '../changes/undo.js';
import type { ChannelCommands } from '../channels/channel-commands.js';
import type { ChangeCommand, CommandName, DeptCommand, ParsedCommand } from '../commands/command.js';
import { parseCommand } from '../commands/parse-command.js';
import { departmentSource } from '../departments/department-source.js';
import { type DepartmentSource, resolveDepartment } from '../departments/resolve-department.js';
import type { ChangeForms } from '../forms/change-forms.js';
import type { People } from '../people/people.js';
import type { Reading } from '../reading/reading.js';
import type { Handled, Visit } from './visit.js';
import { bodyOf, type Wish } from './wish.js';

interface Ports {
  readonly dataSource: DataSource;
  readonly inbox: SlackInbox;
  readonly people: People;
  readonly changes: Changes;
  readonly undo: Undo;
  readonly reading: Reading;
  readonly channels: ChannelCommands;
  readonly links: SlackChannelLinks;
  readonly forms: ChangeForms;
}

/** A department, or what to answer in its place. */
type Department = { readonly department: DepartmentLabel | null } | { readonly answer: Answer };

/** What becomes of a wish. It may be called again for the same request, and then does nothing a second time. */
export class Handler {
  private readonly source: DepartmentSource;

  constructor(private readonly ports: Ports) {
    this.source = departmentSource(ports.dataSource, ports.reading.directory);
  }

  async handle(wish: Wish, visit: Visit): Promise<Handled> {
    const { reading, undo, channels, changes } = this.ports;
    switch (wish.kind) {
      case 'command':
        return this.command(parseCommand(wish.text), visit, null, visit.request.id);
      case 'form': {
        const { change, slackUserIds, departmentId } = wish;
        const people = slackUserIds.map((slackUserId) => ({ kind: 'user' as const, slackUserId, label: null }));
        const department = await reading.label(visit, departmentId);
        return this.change({ name: change, people, department: null }, visit, department, visit.request.id);
      }
      case 'choose': {
        const asked = await this.ownRequest(wish.of, visit);
        const body = asked && bodyOf(asked);
        if (body?.wish.kind !== 'command') return { answer: { kind: 'cancelled' } };
        const department = await reading.label(visit, wish.departmentId);
        return this.command(parseCommand(body.wish.text), visit, department, wish.of);
      }
      case 'confirm': {
        const asked = await this.ownRequest(wish.of, visit);
        if (!asked?.plan) return { answer: { kind: 'cancelled' } };
        return changes.confirmed(changePlanSchema.parse(asked.plan), visit);
      }
      case 'cancel':
        return { answer: { kind: 'cancelled' } };
      case 'undo':
        return undo.handle(wish.of, visit);
      case 'members':
        return { answer: await reading.nextMembers(visit, wish.next) };
      case 'announce':
        return channels.announce(visit, wish.on);
      default:
        return assertNever(wish);
    }
  }

  /** `chosen` is the department that was clicked after "did you mean". */
  private async command(
    read: ParsedCommand,
    visit: Visit,
    chosen: DepartmentLabel | null,
    root: string,
  ): Promise<Handled> {
    if ('problem' in read) return { answer: { kind: 'problem', problem: read.problem } };
    const { command } = read;
    switch (command.name) {
      case 'open':
        return this.ports.forms.open(visit, { name: 'add', people: [] }, await this.linked(visit));
      case 'add':
      case 'remove':
      case 'move':
        return this.change(command, visit, chosen, root);
      case 'help':
        return { answer: { kind: 'help', command: command.command } };
      case 'list':
        return { answer: await this.ports.reading.departments(visit) };
      case 'find':
        return { answer: await this.ports.reading.find(visit, command.text) };
      case 'whoami':
        return { answer: await this.ports.reading.whoami(visit) };
      case 'unlink':
        return this.ports.channels.unlink(visit);
      default:
        return this.about(command, visit, chosen);
    }
  }

  /** The commands that are about one department and change nobody. */
  private async about(
    command: Extract<DeptCommand, { name: 'members' | 'tree' | 'link' }>,
    visit: Visit,
    chosen: DepartmentLabel | null,
  ): Promise<Handled> {
    const { reading, channels } = this.ports;
    const found = await this.department(command.department, command.name, visit, chosen);
    if ('answer' in found) return found;
    const { department } = found;
    if (command.name === 'tree') {
      // Without a name the whole tree is meant, in a linked channel too.
      return { answer: await reading.tree(visit, command.department === null ? null : department) };
    }
    if (department === null) return { answer: { kind: 'department_missing', command: command.name } };
    if (command.name === 'members') return { answer: await reading.membersOf(visit, department) };
    return channels.link(visit, department);
  }

  private async change(
    command: ChangeCommand,
    visit: Visit,
    chosen: DepartmentLabel | null,
    root: string,
  ): Promise<Handled> {
    const { people, changes, forms } = this.ports;
    const found = await this.department(command.department, command.name, visit, chosen);
    if ('answer' in found) return found;
    const { department } = found;
    if (department === null || command.people.length === 0) return forms.open(visit, command, department);
    const wish = {
      root,
      change: command.name,
      department,
      people: await people.resolve(visit.workspace, command.people),
    };
    return changes.begin(wish, visit);
  }

  /** Null: none was named, and the channel stands for none. */
  private async department(
    typed: string | null,
    command: CommandName,
    visit: Visit,
    chosen: DepartmentLabel | null,
  ): Promise<Department> {
    if (chosen !== null) return { department: chosen };
    if (typed === null) return { department: await this.linked(visit) };
    const resolution = await resolveDepartment(this.source, visit.workspace.organizationId, typed);
    if (resolution.kind === 'found') return { department: resolution.department };
    if (resolution.kind === 'unknown') return { answer: { kind: 'department_unknown', typed } };
    const { kind: why, candidates } = resolution;
    return { answer: { kind: 'choose_department', requestId: visit.request.id, command, typed, why, candidates } };
  }

  private async linked(visit: Visit): Promise<DepartmentLabel | null> {
    const { channelId } = visit.place;
    if (channelId === null) return null;
    const { workspaceId, organizationId } = visit.workspace;
    const link = await this.ports.links.find({ teamId: workspaceId, channelId }, organizationId);
    return link && this.ports.reading.labelIfThere(visit, link.department_id);
  }

  /** A request that this person made in this workspace; buttons of others mean nothing. */
  private async ownRequest(id: string, { workspace, place }: Visit) {
    const request = await this.ports.inbox.find(id);
    const own = request?.workspace_id === workspace.workspaceId && request.slack_user_id === place.slackUserId;
    return own ? request : null;
  }
}
