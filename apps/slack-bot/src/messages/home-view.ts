import type { HomeView, KnownBlock } from '@slack/types';
import { ACTIONS } from '../answers/action-ids.js';
import type { Answer, Home } from '../answers/answer.js';
import { LIMITS } from './block-limits.js';
import { actions, button, context, header, lineSections, section } from './blocks.js';
import { CHANGE_WORDS } from './change-words.js';
import { escapedPath } from './lists-message.js';
import { renderAnswer } from './render-answer.js';
import { escaped, people } from './text.js';
import { departmentList } from './whoami-message.js';

/** App Home: what somebody has to do with departments, or why Roster does not know them. */
export function homeView(content: Home | Extract<Answer, { kind: 'stranger' | 'unbound' }>): HomeView {
  if ('kind' in content) return view(header('Roster'), ...renderAnswer(content).blocks);
  const { name, organization, departments, manages, pending } = content;
  return view(
    header(`Hello, ${name}`),
    context(escaped(organization)),
    actions(button('Add people', ACTIONS.homeAdd, undefined, 'primary'), button('Remove people', ACTIONS.homeRemove)),
    { type: 'divider' },
    ...departmentList('My departments', departments, 'You are in no department yet.', LIMITS.viewLines / 3),
    ...departmentList('Departments that I manage', manages, '', LIMITS.viewLines / 3),
    ...pendingBlocks(pending),
    context('Type `/dept help` in any channel for all commands.'),
  );
}

function pendingBlocks(pending: Home['pending']): KnownBlock[] {
  if (pending.length === 0) return [];
  const lines = pending.map(({ change, people: number, department }) => {
    const { verb, to } = CHANGE_WORDS[change];
    return `:hourglass_flowing_sand: ${verb} ${people(number)} ${to} ${escapedPath(department.path)}`;
  });
  return [section('*On its way*'), ...lineSections(lines, { budget: LIMITS.viewLines / 3 })];
}

function view(...blocks: KnownBlock[]): HomeView {
  return { type: 'home', blocks };
}
