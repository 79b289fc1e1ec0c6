import { assertNever } from '@roster/domain';
import type { Handled, RequestContext } from '../requests/context.js';
import { changePlanSchema, type RequestIntent, readBody } from '../requests/stored-request.js';
import type { Changes } from './changes.js';
import type { ChannelCommands } from './channel-commands.js';
import type { CommandHandler } from './command-handler.js';
import type { MembershipRequests } from './membership-requests.js';
import { type OwnRequests, together } from './own-requests.js';
import type { ReadCommands } from './read-commands.js';
import type { Undo } from './undo.js';
import type { WorkflowStep } from './workflow-step.js';

interface Ports {
  readonly own: OwnRequests;
  readonly commands: CommandHandler;
  readonly changes: Changes;
  readonly undo: Undo;
  readonly requests: MembershipRequests;
  readonly reads: ReadCommands;
  readonly channels: ChannelCommands;
  readonly steps: WorkflowStep;
}

/** Carries out what a person asked for. It may be called again for the same request, and changes nothing twice. */
export class RequestHandler {
  constructor(private readonly ports: Ports) {}

  async handle(intent: RequestIntent, context: RequestContext): Promise<Handled> {
    const { own, commands, changes, reads, undo, channels, requests, steps } = this.ports;
    switch (intent.kind) {
      case 'command':
      case 'form':
        return commands.handle({ root: context.request.id, intent, choices: together([]) }, context);
      case 'shortcut':
        return commands.openForm(intent.slackUserIds, context);
      case 'choose': {
        const asked = await own.asked(intent.of, intent, context);
        return asked ? commands.handle(asked, context) : { answer: { kind: 'cancelled' } };
      }
      case 'confirm': {
        const asked = await own.find(intent.of, context);
        if (!asked?.plan) return { answer: { kind: 'cancelled' } };
        return changes.confirm(changePlanSchema.parse(asked.plan), context);
      }
      case 'add_instead': {
        const asked = await own.find(intent.of, context);
        if (!asked?.plan) return { answer: { kind: 'cancelled' } };
        return changes.addInstead(changePlanSchema.parse(asked.plan), context);
      }
      case 'cancel':
        return { answer: { kind: 'cancelled' } };
      case 'undo':
        return undo.handle(intent.of, context);
      case 'ask':
        return requests.ask(await own.find(intent.of, context), intent.reason, context);
      case 'decide':
        return requests.decide({ id: intent.requestId, departmentId: intent.departmentId }, intent.decision, context);
      case 'members':
        return { answer: await reads.nextMembers(context, intent.next) };
      case 'members_again': {
        const page = await own.find(intent.of, context);
        if (page?.kind !== 'command' && page?.kind !== 'choose' && page?.kind !== 'members') {
          return { answer: { kind: 'cancelled' } };
        }
        return this.handle(readBody(page).intent, { ...context, request: page });
      }
      case 'announce':
        return channels.announce(context, intent.announcements ?? (intent.on ? 'all' : 'off'));
      case 'link_anyway':
        return channels.linkAnyway(context, await own.find(intent.of, context));
      case 'workflow_step':
        return steps.ask(intent, context);
      default:
        return assertNever(intent);
    }
  }
}
