import type { SlackInbox } from '@roster/database';
import { assertNever } from '@roster/domain';
import type { ChangeCommand, CommandName, ParsedCommand } from '../commands/command.js';
import { parseCommand } from '../commands/parse-command.js';
import type { Answer, DepartmentLabel } from '../messages/answer.js';
import type { Finished, Handled, RequestContext } from '../requests/context.js';
import type { MemberResolver } from '../requests/members.js';
import { changePlanSchema, type RequestIntent, readBody } from '../requests/stored-request.js';
import type { ChangeFormOpener } from './change-form.js';
import type { Changes } from './changes.js';
import type { ChannelCommands } from './channel-commands.js';
import type { Departments } from './departments.js';
import type { MembershipRequests } from './membership-requests.js';
import type { ReadCommands } from './read-commands.js';
import type { Undo } from './undo.js';

interface Ports {
  readonly inbox: SlackInbox;
  readonly members: MemberResolver;
  readonly departments: Departments;
  readonly changes: Changes;
  readonly undo: Undo;
  readonly requests: MembershipRequests;
  readonly reads: ReadCommands;
  readonly channels: ChannelCommands;
  readonly forms: ChangeFormOpener;
}

/** The command of a request, with what led to it. */
interface Asked {
  /** The id of the request in which the command was typed. */
  readonly root: string;
  /** The department that was chosen after "Did you mean", or in the form. */
  readonly chosen: DepartmentLabel | null;
}

/** A department, or the answer that replaces it. */
type FoundDepartment = { readonly department: DepartmentLabel | null } | { readonly answer: Answer };

/** Carries out what a person asked for. It may be called again for the same request, and changes nothing twice. */
export class RequestHandler {
  constructor(private readonly ports: Ports) {}

  async handle(intent: RequestIntent, context: RequestContext): Promise<Handled> {
    const { reads, undo, channels, changes, departments, requests } = this.ports;
    const { organizationId } = context.workspace;
    const root = context.request.id;
    switch (intent.kind) {
      case 'command':
        return this.command(parseCommand(intent.text), context, { root, chosen: null });
      case 'form': {
        const people = intent.slackUserIds.map((slackUserId) => ({ kind: 'user' as const, slackUserId, label: null }));
        const chosen = await departments.get(organizationId, intent.departmentId);
        return this.change({ name: intent.change, people, department: null }, context, { root, chosen });
      }
      case 'choose': {
        const asked = await this.ownRequest(intent.of, context);
        const typed = asked && readBody(asked).intent;
        if (typed?.kind !== 'command') return { answer: { kind: 'cancelled' } };
        const chosen = await departments.get(organizationId, intent.departmentId);
        return this.command(parseCommand(typed.text), context, { root: intent.of, chosen });
      }
      case 'confirm': {
        const asked = await this.ownRequest(intent.of, context);
        if (!asked?.plan) return { answer: { kind: 'cancelled' } };
        return changes.confirm(changePlanSchema.parse(asked.plan), context);
      }
      case 'cancel':
        return { answer: { kind: 'cancelled' } };
      case 'undo':
        return undo.handle(intent.of, context);
      case 'ask':
        return requests.ask(intent.of, intent.reason, context);
      case 'decide':
        return requests.decide({ id: intent.requestId, departmentId: intent.departmentId }, intent.decision, context);
      case 'members':
        return { answer: await reads.nextMembers(context, intent.next) };
      case 'announce':
        return channels.announce(context, intent.on);
      default:
        return assertNever(intent);
    }
  }

  private async command(parsed: ParsedCommand, context: RequestContext, asked: Asked): Promise<Handled> {
    if ('problem' in parsed) return { answer: { kind: 'problem', problem: parsed.problem } };
    const { forms, channels, reads } = this.ports;
    const { command } = parsed;
    switch (command.name) {
      case 'open':
        return forms.open(context, { name: 'add', people: [] }, await channels.linked(context));
      case 'add':
      case 'remove':
      case 'move':
        return this.change(command, context, asked);
      case 'members':
        return this.withDepartment(command, context, asked, async (department) => ({
          answer: await reads.membersIn(context, department),
        }));
      case 'link':
        return this.withDepartment(command, context, asked, (department) => channels.link(context, department));
      case 'tree': {
        // Without a name it is the whole tree, in a linked channel too.
        if (command.department === null) return { answer: await reads.tree(context, null) };
        return this.withDepartment(command, context, asked, async (department) => ({
          answer: await reads.tree(context, department),
        }));
      }
      case 'help':
        return { answer: { kind: 'help', command: command.command } };
      case 'list':
        return { answer: await reads.list(context) };
      case 'find':
        return { answer: await reads.find(context, command.text) };
      case 'whoami':
        return { answer: await reads.whoami(context) };
      case 'unlink':
        return channels.unlink(context);
      default:
        return assertNever(command);
    }
  }

  private async change(command: ChangeCommand, context: RequestContext, { root, chosen }: Asked): Promise<Handled> {
    const { members, changes, forms } = this.ports;
    const found = await this.department(command, context, chosen);
    if ('answer' in found) return found;
    const { department } = found;
    if (department === null || command.people.length === 0) return forms.open(context, command, department);
    context.enter({ kind: 'looking_up', people: command.people.length });
    const people = await members.resolve(context.workspace, command.people);
    return changes.start({ root, change: command.name, department, people }, context);
  }

  private async withDepartment(
    command: { readonly name: CommandName; readonly department: string | null },
    context: RequestContext,
    { chosen }: Asked,
    answer: (department: DepartmentLabel) => Promise<Finished>,
  ): Promise<Finished> {
    const found = await this.department(command, context, chosen);
    if ('answer' in found) return found;
    if (found.department === null) return { answer: { kind: 'department_missing', command: command.name } };
    return answer(found.department);
  }

  /** Null: none was named, and the channel is not linked to one. */
  private async department(
    { name: command, department: typed }: { readonly name: CommandName; readonly department: string | null },
    context: RequestContext,
    chosen: DepartmentLabel | null,
  ): Promise<FoundDepartment> {
    if (chosen !== null) return { department: chosen };
    if (typed === null) return { department: await this.ports.channels.linked(context) };
    const resolution = await this.ports.departments.resolve(context.workspace.organizationId, typed);
    if (resolution.kind === 'found') return { department: resolution.department };
    if (resolution.kind === 'unknown') return { answer: { kind: 'department_unknown', typed } };
    const { kind: why, candidates } = resolution;
    return { answer: { kind: 'choose_department', requestId: context.request.id, command, typed, why, candidates } };
  }

  /** A request of this person in this workspace. A button of someone else's message does nothing. */
  private async ownRequest(id: string, { workspace, place }: RequestContext) {
    const request = await this.ports.inbox.find(id);
    const own = request?.workspace_id === workspace.workspaceId && request.slack_user_id === place.slackUserId;
    return own ? request : null;
  }
}
