/** `action_id` and `callback_id` of everything that can be clicked. What is already in messages keeps its id for ever. */
export const ACTIONS = {
  /** Value: the request's id. */
  undo: 'change_undo',
  confirm: 'change_confirm',
  cancel: 'change_cancel',
  /** Followed by `:` and a number, as ids are unique within a message. Value: `{"request":…,"department":…}`. */
  chooseDepartment: 'department_choose',
  /** Value: `next` of the answer. */
  nextMembers: 'members_next',
  /** On the answer to `link`. Value: `on` or `off`. */
  announce: 'link_announce',
  homeAdd: 'home_add',
  homeRemove: 'home_remove',
} as const;

export const MODAL = {
  callback: 'change_form',
  /** Radio buttons, or a static select, whose values are `add`, `remove` and `move`. */
  change: { block: 'change', action: 'change' },
  /** Multi-user select. */
  people: { block: 'people', action: 'people' },
  /** External select; the values are department ids. */
  department: { block: 'department', action: 'department_search' },
} as const;
