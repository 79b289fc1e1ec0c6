import { assertNever } from '@roster/domain';
import type { ChangeCommand, ChangeName, CommandName, DeptCommand, PersonReference } from '../commands/command.js';
import { parseCommand } from '../commands/parse-command.js';
import type { Answer, DepartmentLabel } from '../messages/answer.js';
import type { Finished, Handled, RequestContext } from '../requests/context.js';
import type { MemberResolver, Unclear } from '../requests/members.js';
import type { Access } from './access.js';
import type { ChangeFormOpener } from './change-form.js';
import type { Changes } from './changes.js';
import type { ChannelCommands } from './channel-commands.js';
import type { Departments } from './departments.js';
import type { Asked } from './own-requests.js';
import type { ReadCommands } from './read-commands.js';
import type { Undo } from './undo.js';

interface Ports {
  readonly access: Access;
  readonly members: MemberResolver;
  readonly departments: Departments;
  readonly changes: Changes;
  readonly undo: Undo;
  readonly reads: ReadCommands;
  readonly channels: ChannelCommands;
  readonly forms: ChangeFormOpener;
}

/** A department, or the answer that replaces it. */
type FoundDepartment = { readonly department: DepartmentLabel | null } | { readonly answer: Answer };

/** Carries out a typed command or a submitted form, or asks what is unclear in it. */
export class CommandHandler {
  constructor(private readonly ports: Ports) {}

  async handle(asked: Asked, context: RequestContext): Promise<Handled> {
    const { intent, choices } = asked;
    if (intent.kind === 'form') {
      const people = intent.slackUserIds.map((slackUserId) => ({ kind: 'user' as const, slackUserId, label: null }));
      return this.change({ name: intent.change, people, department: null }, context, asked);
    }
    const parsed = parseCommand(intent.text, choices.command);
    if ('command' in parsed) return this.command(parsed.command, context, asked);
    const { problem } = parsed;
    const { id: requestId } = context.request;
    if (problem.kind === 'no_command') {
      const commands = ['add', 'remove', 'move', 'whereis'] as const;
      return { answer: { kind: 'choose_command', requestId, text: intent.text, commands, misspelt: null } };
    }
    if (problem.kind === 'unknown_command' && problem.suggestion !== null) {
      const { typed: misspelt, suggestion } = problem;
      return { answer: { kind: 'choose_command', requestId, text: intent.text, commands: [suggestion], misspelt } };
    }
    return { answer: { kind: 'problem', problem } };
  }

  /** Opens the form to add these users; in a linked channel, to its department. */
  async openForm(slackUserIds: readonly string[], context: RequestContext): Promise<Finished> {
    return this.form('add', slackUserIds, await this.ports.channels.linked(context), context);
  }

  private async command(command: DeptCommand, context: RequestContext, asked: Asked): Promise<Handled> {
    const { channels, reads, undo } = this.ports;
    switch (command.name) {
      case 'open':
        return this.openForm([], context);
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
      case 'whereis':
        return { answer: await this.whereIs(command.person, context, asked) };
      case 'help':
        return { answer: { kind: 'help', command: command.command } };
      case 'list':
        return { answer: await reads.list(context) };
      case 'find':
        return { answer: await reads.find(context, command.text) };
      case 'whoami':
        return { answer: await reads.whoami(context) };
      case 'undo':
        return undo.latest(context);
      case 'history':
        return { answer: { kind: 'history', changes: await undo.history(context) } };
      case 'unlink':
        return channels.unlink(context);
      case 'announce':
        return channels.announce(context, command.announcements);
      default:
        return assertNever(command);
    }
  }

  private async change(command: ChangeCommand, context: RequestContext, asked: Asked): Promise<Handled> {
    const { members, changes } = this.ports;
    const { choices, root } = asked;
    const found = await this.department(command, context, asked);
    if ('answer' in found) {
      const { otherwise } = command;
      return otherwise && found.answer.kind === 'department_unknown' ? this.change(otherwise, context, asked) : found;
    }
    const { department } = found;
    const { slackUserId } = context.place;
    const selected = selectedBy(command.people, slackUserId);
    if (command.people.length === 0 || (department === null && selected !== null)) {
      return this.form(command.name, selected, department, context);
    }
    context.enter({ kind: 'looking_up', people: command.people.length });
    const people = await members.resolve(context.workspace, command.people, { slackUserId, ...choices });
    const unclear = people.find((person) => person.member === null && person.unclear);
    if (unclear?.member === null && unclear.unclear) return { answer: whichPerson(unclear.unclear, context) };
    if (department !== null) {
      return changes.start({ root, change: command.name, department, people, leaving: choices.leaving }, context);
    }
    const isGroup = command.people.some(({ kind }) => kind === 'group');
    const ids = people.flatMap((person) => person.slackUserId ?? []);
    return this.form(command.name, isGroup || ids.length < people.length ? null : ids, null, context);
  }

  /** Opens the form for what is missing, unless the person may not make the change. */
  private async form(
    change: ChangeName,
    slackUserIds: readonly string[] | null,
    department: DepartmentLabel | null,
    context: RequestContext,
  ): Promise<Finished> {
    const { access, forms } = this.ports;
    const { workspace, caller } = context;
    if (await access.mayChange(caller.principal, department?.id ?? null)) {
      return forms.open(context, change, slackUserIds, department);
    }
    const deciders = await access.whoMayChange(workspace, department?.id ?? null);
    return { answer: { kind: 'may_not_change', change, department, deciders, traceId: caller.traceId } };
  }

  /** Reading may guess where changing may not: a name that only one member has needs no question. */
  private async whereIs(person: PersonReference, context: RequestContext, asked: Asked): Promise<Answer> {
    const { members, reads } = this.ports;
    const { slackUserId } = context.place;
    const [found] = await members.resolve(context.workspace, [person], { slackUserId, ...asked.choices });
    if (!found) throw new Error('a reference to a person means nothing');
    if (found.member !== null) return reads.whereabouts(context, found, found.member.user_id);
    const { unclear } = found;
    const [only, ...more] = unclear?.candidates ?? [];
    if (only && more.length === 0) return reads.whereabouts(context, only, only.userId);
    if (unclear) return whichPerson(unclear, context);
    if (person.kind === 'words') return reads.find(context, person.text);
    return { kind: 'nobody', person: found, reason: found.refusal };
  }

  private async withDepartment(
    command: { readonly name: CommandName; readonly department: string | null },
    context: RequestContext,
    asked: Asked,
    answer: (department: DepartmentLabel) => Promise<Finished>,
  ): Promise<Finished> {
    const found = await this.department(command, context, asked);
    if ('answer' in found) return found;
    if (found.department === null) return { answer: { kind: 'department_missing', command: command.name } };
    return answer(found.department);
  }

  /** Null: none was named, and the channel is not linked to one. */
  private async department(
    { name: command, department: typed }: { readonly name: CommandName; readonly department: string | null },
    context: RequestContext,
    { intent, choices }: Asked,
  ): Promise<FoundDepartment> {
    const { departments, channels } = this.ports;
    const { organizationId } = context.workspace;
    const chosen = intent.kind === 'form' ? intent.departmentId : choices.departmentId;
    if (chosen !== null) return { department: await departments.get(organizationId, chosen) };
    if (typed === null) return { department: await channels.linked(context) };
    const resolution = await departments.resolve(organizationId, typed);
    if (resolution.kind === 'found') return { department: resolution.department };
    if (resolution.kind === 'unknown') return { answer: { kind: 'department_unknown', typed } };
    const { kind: why, candidates } = resolution;
    return { answer: { kind: 'choose_department', requestId: context.request.id, command, typed, why, candidates } };
  }
}

/** The people as the form can select them; null when names have to be looked up first, or a group is among them. */
function selectedBy(people: readonly PersonReference[], self: string): string[] | null {
  const ids = people.map((person) => {
    if (person.kind === 'self') return self;
    return person.kind === 'user' ? person.slackUserId : null;
  });
  return ids.every((id) => id !== null) ? ids : null;
}

function whichPerson(unclear: Unclear, { request }: RequestContext): Answer {
  return { kind: 'choose_person', requestId: request.id, ...unclear };
}
