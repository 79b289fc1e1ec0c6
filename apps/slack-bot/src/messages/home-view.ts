import type { HomeView, KnownBlock } from '@slack/types';
import { ACTIONS } from '../answers/action-ids.js';
import type { Home, NotAPerson } from '../answers/answer.js';
import { answerMessage } from './answer-message.js';
import { LIMITS } from './block-limits.js';
import { actions, button, context, header, lineSections, section } from './blocks.js';
import { CHANGE_WORDS } from './change-words.js';
import { escapedPath } from './lists-message.js';
import { escaped, people } from './text.js';
import { departmentList } from './whoami-message.js';

/** App Home of somebody who is in the organization. */
export function homeView({ name, organization, departments, manages, pending }: Home): HomeView {
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

/** App Home of somebody, or of a workspace, that Roster does not know. */
export function homeNotice(why: { kind: 'unbound' } | { kind: 'stranger'; reason: NotAPerson }): HomeView {
  return view(header('Roster'), ...answerMessage(why).blocks);
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
