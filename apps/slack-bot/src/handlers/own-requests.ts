import type { SlackInbox, SlackRequest } from '@roster/database';
import type { DepartmentId, UserId } from '@roster/domain';
import type { CommandName } from '../commands/command.js';
import type { RequestContext } from '../requests/context.js';
import { type Choice, type RequestIntent, readBody } from '../requests/stored-request.js';

/** What a person has answered to the questions about a command. */
export interface Choices {
  readonly command: CommandName | null;
  readonly departmentId: DepartmentId | null;
  /** Whom the command names, by place among its people. */
  readonly people: ReadonlyMap<number, UserId>;
  /** In a move: which of several departments a person leaves. */
  readonly leaving: ReadonlyMap<UserId, DepartmentId>;
}

/** A command or form, with the answers to the questions about it. */
export interface Asked {
  /** The id of the request in which it was typed or submitted. */
  readonly root: string;
  readonly intent: Extract<RequestIntent, { kind: 'command' | 'form' }>;
  readonly choices: Choices;
}

/** More than a command has questions. */
const MOST_QUESTIONS = 50;

/** The requests of one person in one workspace. A button of someone else's message does nothing. */
export class OwnRequests {
  constructor(private readonly inbox: SlackInbox) {}

  async find(id: string, { workspace, place }: RequestContext): Promise<SlackRequest | null> {
    const request = await this.inbox.find(id);
    const own = request?.workspace_id === workspace.workspaceId && request.slack_user_id === place.slackUserId;
    return own ? request : null;
  }

  /** The command that a choice is about: it answers a question, which may itself have followed a choice. */
  async asked(of: string, last: Choice, context: RequestContext): Promise<Asked | null> {
    const choices = [last];
    let id = of;
    while (choices.length <= MOST_QUESTIONS) {
      const request = await this.find(id, context);
      if (request === null) return null;
      const { intent } = readBody(request);
      if (intent.kind === 'command' || intent.kind === 'form') return { root: id, intent, choices: together(choices) };
      if (intent.kind !== 'choose') return null;
      choices.unshift(intent);
      id = intent.of;
    }
    return null;
  }
}

/** The choices as one. */
export function together(choices: readonly Choice[]): Choices {
  const people = new Map<number, UserId>();
  const leaving = new Map<UserId, DepartmentId>();
  for (const { person, leaving: left } of choices) {
    if (person) people.set(person.at, person.userId);
    if (left) leaving.set(left.userId, left.departmentId);
  }
  return {
    command: choices.findLast(({ command }) => command)?.command ?? null,
    departmentId: choices.findLast(({ departmentId }) => departmentId)?.departmentId ?? null,
    people,
    leaving,
  };
}
