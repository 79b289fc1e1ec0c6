import { parseCommand } from '../commands/parse-command.js';
import type { Answer, Refusal } from '../messages/answer.js';
import type { RequestIntent } from './stored-request.js';

/** What someone gets who is not a member: why they can do nothing, and the help, if they asked for it. */
export function unknownCallerAnswer(intent: RequestIntent, refusal: Refusal): Answer {
  if (intent.kind !== 'command') return refusal;
  const parsed = parseCommand(intent.text);
  if (!('command' in parsed) || parsed.command.name !== 'help') return refusal;
  return { kind: 'help', command: parsed.command.command, refusal };
}
