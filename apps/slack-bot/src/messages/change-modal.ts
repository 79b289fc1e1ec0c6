import type { ModalView, PlainTextElement, PlainTextOption } from '@slack/types';
import { MODAL } from '../answers/action-ids.js';
import type { ChangeForm, DepartmentLabel } from '../answers/answer.js';
import { CHANGE_NAMES, type ChangeName } from '../commands/command.js';
import { LIMITS } from './block-limits.js';
import { CHANGE_WORDS } from './change-words.js';
import { cutPath, shown } from './text.js';

/** The form that asks for what a command left out. */
export function changeModal({ change, slackUserIds, department, metadata }: ChangeForm): ModalView {
  const chosen = slackUserIds.slice(0, LIMITS.chosenPeople);
  return {
    type: 'modal',
    callback_id: MODAL.callback,
    private_metadata: metadata,
    title: plain('Change a department'),
    submit: plain('Go'),
    close: plain('Cancel'),
    blocks: [
      {
        type: 'input',
        block_id: MODAL.change.block,
        label: plain('What to do'),
        element: {
          type: 'radio_buttons',
          action_id: MODAL.change.action,
          options: CHANGE_NAMES.map(changeOption),
          initial_option: changeOption(change),
        },
      },
      {
        type: 'input',
        block_id: MODAL.people.block,
        label: plain('People'),
        hint: plain(`At most ${LIMITS.chosenPeople}. For more, name a user group: /dept add @group to Engineering`),
        element: {
          type: 'multi_users_select',
          action_id: MODAL.people.action,
          placeholder: plain('Who?'),
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
          placeholder: plain('Type a part of its name'),
          min_query_length: 0,
          ...(department === null ? {} : { initial_option: departmentOption(department) }),
        },
      },
    ],
  };
}

/** What the type-ahead offers: the name, and where the department stands. The value is its id. */
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

function changeOption(change: ChangeName): PlainTextOption {
  const { title, to } = CHANGE_WORDS[change];
  return { text: plain(`${title} people ${to} a department`), value: change };
}

function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}
