import type { HomeView, KnownBlock, ModalView, PlainTextElement, PlainTextOption } from '@slack/types';
import type { ChangeName } from '../commands/command.js';
import { ACTIONS, MODAL } from './action-ids.js';
import type { AnswerOf, DepartmentLabel, HistoryEntry } from './answer.js';
import { answerMessage } from './answer-message.js';
import { actions, button, context, header, LIMITS, lineSections, section } from './blocks.js';
import { CHANGE_WORDS } from './change-message.js';
import { departmentList, escapedPath } from './directory-message.js';
import { historyBlocks } from './history-message.js';
import { cutPath, escaped, people, shown } from './text.js';

/** What App Home shows a member; others see the answer `stranger` or `unbound`. */
export interface Home {
  readonly name: string;
  /** There is a department whose members they may change. */
  readonly mayChange: boolean;
  readonly organization: string;
  readonly departments: readonly DepartmentLabel[];
  readonly manages: readonly DepartmentLabel[];
  readonly pending: readonly {
    readonly change: ChangeName;
    readonly people: number;
    readonly department: DepartmentLabel;
  }[];
  readonly history: readonly HistoryEntry[];
}

/** What the form for missing parts starts with. */
export interface ChangeForm {
  readonly change: ChangeName;
  readonly slackUserIds: readonly string[];
  readonly department: DepartmentLabel | null;
  /** Where the result goes, as `private_metadata` of the view. */
  readonly metadata: string;
}

/** App Home of a member of the organization. */
export function homeView(home: Home): HomeView {
  const { name, mayChange, organization, departments, manages, pending, history } = home;
  return view(
    header(`Hello, ${name}`),
    context(escaped(organization)),
    ...(mayChange
      ? [
          actions(
            button('Add people', ACTIONS.homeAdd, undefined, 'primary'),
            button('Remove people', ACTIONS.homeRemove),
          ),
        ]
      : []),
    { type: 'divider' },
    ...departmentList('My departments', departments, 'You are not in a department yet.', LIMITS.viewLines / 3),
    ...departmentList('Departments I manage', manages, '', LIMITS.viewLines / 3),
    ...pendingBlocks(pending),
    ...(history.length === 0 ? [] : [section('*My changes of the last twelve hours*'), ...historyBlocks(history)]),
    context('Type `/dept help` in any channel for all commands.'),
  );
}

/** App Home of a user, or in a workspace, that Roster does not know. */
export function homeNotice(why: AnswerOf<'not_installed' | 'unbound' | 'stranger'>): HomeView {
  return view(header('Roster'), ...answerMessage(why).blocks);
}

function pendingBlocks(pending: Home['pending']): KnownBlock[] {
  if (pending.length === 0) return [];
  const lines = pending.map(({ change, people: number, department }) => {
    const { verb, to } = CHANGE_WORDS[change];
    return `:hourglass_flowing_sand: ${verb} ${people(number)} ${to} ${escapedPath(department.path)}`;
  });
  return [section('*In progress*'), ...lineSections(lines, LIMITS.viewLines / 3)];
}

function view(...blocks: KnownBlock[]): HomeView {
  return { type: 'home', blocks };
}

/** The form that asks for the parts missing in a command. */
export function changeModal({ change, slackUserIds, department, metadata }: ChangeForm): ModalView {
  const chosen = slackUserIds.slice(0, LIMITS.chosenPeople);
  const { title, to } = CHANGE_WORDS[change];
  return {
    type: 'modal',
    callback_id: MODAL.callback,
    private_metadata: metadata,
    title: plain(`${title} people`),
    submit: plain(title),
    close: plain('Cancel'),
    blocks: [
      {
        type: 'input',
        block_id: MODAL.people.block,
        label: plain('People'),
        hint: plain(
          `Up to ${LIMITS.chosenPeople}. For more, use a user group: /dept ${change} @group ${to} Engineering`,
        ),
        element: {
          type: 'multi_users_select',
          action_id: MODAL.people.action,
          placeholder: plain('Select people'),
          max_selected_items: LIMITS.chosenPeople,
          ...(chosen.length > 0 ? { initial_users: [...chosen] } : {}),
        },
      },
      {
        type: 'input',
        block_id: MODAL.department.block,
        label: plain('Department'),
        element: {
          type: 'external_select',
          action_id: MODAL.department.action,
          placeholder: plain('Type part of its name'),
          min_query_length: 0,
          ...(department === null ? {} : { initial_option: departmentOption(department) }),
        },
      },
    ],
  };
}

/** What the type-ahead offers: name and path. The value is the department's id. */
function departmentOption({ id, name, path }: DepartmentLabel): PlainTextOption {
  return {
    text: plain(shown(name, LIMITS.optionText)),
    description: plain(cutPath(path, LIMITS.optionText)),
    value: id,
  };
}

/** The answer to a type-ahead. */
export function departmentOptions(departments: readonly DepartmentLabel[]): { options: PlainTextOption[] } {
  return { options: departments.map(departmentOption) };
}

export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}
