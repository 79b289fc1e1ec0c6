import type { ChangeName } from '../commands/command.js';

/** How a change is spoken of. `to` stands before the department. */
export const CHANGE_WORDS: Readonly<
  Record<ChangeName, { verb: string; doing: string; done: string; to: string; title: string }>
> = {
  add: { verb: 'add', doing: 'Adding', done: 'added', to: 'to', title: 'Add' },
  remove: { verb: 'remove', doing: 'Removing', done: 'removed', to: 'from', title: 'Remove' },
  move: { verb: 'move', doing: 'Moving', done: 'moved', to: 'to', title: 'Move' },
};
