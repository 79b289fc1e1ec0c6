import type { CommandName } from '../commands/command.js';
import { ACTIONS } from './action-ids.js';
import type { AnswerOf, PersonCandidate } from './answer.js';
import { actions, button, context, LIMITS, type Message, message, section } from './blocks.js';
import { CHANGE_WORDS } from './change-message.js';
import { bold, cut, cutPath, mention, shown } from './text.js';

/** How many buttons a question has; a person will not read more. */
const MOST_BUTTONS = 20;

/** What a button answers; `choiceValueSchema` reads it. */
interface Chosen {
  readonly label: string;
  readonly choice: object;
}

export function chooseDepartmentMessage(answer: AnswerOf<'choose_department'>): Message {
  const { requestId, typed, why, candidates } = answer;
  const text =
    why === 'ambiguous'
      ? `Several departments are called ${bold(typed)}. Which one?`
      : `There is no department called ${bold(typed)}. Did you mean one of these?`;
  const choices = candidates.map(({ id, path }) => ({
    label: cutPath(path, LIMITS.buttonText),
    choice: { departmentId: id },
  }));
  return question(text, requestId, choices);
}

export function choosePersonMessage(answer: AnswerOf<'choose_person'>): Message {
  const { requestId, typed, at, candidates, more } = answer;
  const text =
    candidates.length === 1
      ? `You typed ${bold(typed)}. Do you mean this person?`
      : `You typed ${bold(typed)}. Which of these people do you mean?`;
  const choices = candidates.map((each) => ({ label: labelOf(each), choice: { person: { at, userId: each.userId } } }));
  const hint = more ? ['More people have this name. Type more of it, or an e-mail address.'] : [];
  return question(text, requestId, choices, ...hint);
}

export function chooseLeavingMessage(answer: AnswerOf<'choose_leaving'>): Message {
  const { requestId, person, departments, to } = answer;
  const text = `${mention(person)} is in several departments. Which one should they leave for ${bold(to.name)}?`;
  const choices = departments.map(({ id, path }) => ({
    label: cutPath(path, LIMITS.buttonText),
    choice: { leaving: { userId: person.userId, departmentId: id } },
  }));
  return question(text, requestId, choices);
}

export function chooseCommandMessage({ requestId, text, commands, misspelt }: AnswerOf<'choose_command'>): Message {
  if (misspelt === null) {
    const choices = commands.map((command) => ({ label: COMMAND_BUTTONS[command] ?? command, choice: { command } }));
    return question('The command is missing. What do you want to do?', requestId, choices);
  }
  const rest = asTyped(text.trim().slice(misspelt.length));
  const choices = commands.map((command) => ({ label: `/dept ${command}${rest}`, choice: { command } }));
  return question(`There is no command ${bold(misspelt)}. Did you mean this one?`, requestId, choices);
}

/** What can be done with people who were named without a command. */
const COMMAND_BUTTONS: Partial<Record<CommandName, string>> = {
  add: `${CHANGE_WORDS.add.title} to a department`,
  remove: `${CHANGE_WORDS.remove.title} from a department`,
  move: `${CHANGE_WORDS.move.title} to a department`,
  whereis: 'Show departments',
};

/** Text with mentions as the person saw them. */
function asTyped(text: string): string {
  return text.replace(/<[@!#][^|<>]*\|@?([^<>]*)>/g, '@$1').replace(/<@([^<>|]*)>/g, '@$1');
}

function labelOf({ name, email }: PersonCandidate): string {
  const address = ` (${email})`;
  return `${shown(name, Math.max(20, LIMITS.buttonText - address.length))}${address}`;
}

function question(text: string, requestId: string, choices: readonly Chosen[], ...hints: readonly string[]): Message {
  const buttons = choices
    .slice(0, MOST_BUTTONS)
    .map(({ label, choice }, index) =>
      button(
        cut(label, LIMITS.buttonText),
        `${ACTIONS.choose}:${index}`,
        JSON.stringify({ request: requestId, ...choice }),
      ),
    );
  return message(
    text,
    section(text),
    ...hints.map(context),
    actions(...buttons, button('Cancel', ACTIONS.chooseNothing, requestId)),
  );
}
