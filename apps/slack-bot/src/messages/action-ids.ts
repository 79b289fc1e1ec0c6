/** `action_id` of each button. Messages in Slack keep theirs, so an id is never renamed. */
export const ACTIONS = {
  /** Value: the request's id. */
  undo: 'change_undo',
  confirm: 'change_confirm',
  cancel: 'change_cancel',
  /** Followed by `:` and a number, because ids must be unique within a message. Value: see `choiceValueSchema`. */
  choose: 'choose',
  /** What it was called before. Value: `{"request":…,"department":…}`. */
  chooseDepartment: 'department_choose',
  /** Closes a question. Value: the request's id. */
  chooseNothing: 'choose_nothing',
  addInstead: 'add_instead',
  /** Value: `next` of the answer `members`. */
  nextMembers: 'members_next',
  /** Value: `back` of the answer `members`. */
  previousMembers: 'members_back',
  /** Followed by `:` and the value: which changes are announced. In messages from before, `on` or `off`. */
  announce: 'link_announce',
  /** Links a channel although others read it. Value: the id of the request that was answered with the question. */
  linkAnyway: 'link_anyway',
  /** Value: the id of the request that was refused. */
  ask: 'membership_ask',
  /** Value: `{"request":…,"department":…}`, with the id of a membership request. */
  approve: 'membership_approve',
  deny: 'membership_deny',
  homeAdd: 'home_add',
  homeRemove: 'home_remove',
} as const;

/** `callback_id` of each shortcut, as the manifest names it. */
export const SHORTCUTS = {
  addPeople: 'add_people',
  /** Of a message. */
  addAuthor: 'add_author',
} as const;

/** `callback_id` of the step in workflows, as the manifest names it. */
export const WORKFLOW_STEP = 'add_to_department';

/** Ids in the form. */
export const MODAL = {
  callback: 'change_form',
  /** What to do, in forms that were opened before; now it is in `private_metadata`. */
  change: { block: 'change', action: 'change' },
  /** Multi-user select. */
  people: { block: 'people', action: 'people' },
  /** External select; the values are department ids. */
  department: { block: 'department', action: 'department_search' },
} as const;

/** Ids in the form for the reason of a membership request. */
export const ASK_MODAL = {
  callback: 'membership_ask_form',
  /** Plain text. */
  reason: { block: 'reason', action: 'reason' },
} as const;
