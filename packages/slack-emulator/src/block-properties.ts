const TEXT = ['type', 'text', 'emoji', 'verbatim'];
const ELEMENT = ['type', 'action_id', 'confirm', 'focus_on_load'];
const SELECT = [...ELEMENT, 'placeholder'];
const USERS = ['initial_user', 'initial_users', 'max_selected_items'];

/** The properties of blocks and what is in them, by type: https://docs.slack.dev/reference/block-kit */
const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  // Blocks
  actions: ['type', 'block_id', 'elements'],
  context: ['type', 'block_id', 'elements'],
  divider: ['type', 'block_id'],
  header: ['type', 'block_id', 'text'],
  image: ['type', 'block_id', 'image_url', 'slack_file', 'alt_text', 'title'],
  input: ['type', 'block_id', 'label', 'element', 'dispatch_action', 'hint', 'optional'],
  section: ['type', 'block_id', 'text', 'fields', 'accessory', 'expand'],
  // Elements
  button: [...ELEMENT, 'text', 'url', 'value', 'style', 'accessibility_label'],
  checkboxes: [...ELEMENT, 'options', 'initial_options'],
  radio_buttons: [...ELEMENT, 'options', 'initial_option'],
  overflow: ['type', 'action_id', 'confirm', 'options'],
  static_select: [...SELECT, 'options', 'option_groups', 'initial_option'],
  external_select: [...SELECT, 'initial_option', 'min_query_length'],
  users_select: [...SELECT, ...USERS],
  multi_users_select: [...SELECT, ...USERS],
  plain_text_input: [
    ...['type', 'action_id', 'initial_value', 'multiline', 'min_length', 'max_length'],
    ...['dispatch_action_config', 'focus_on_load', 'placeholder'],
  ],
  // Texts
  mrkdwn: TEXT.filter((name) => name !== 'emoji'),
  plain_text: TEXT.filter((name) => name !== 'verbatim'),
  // Views
  modal: [
    ...['type', 'title', 'blocks', 'close', 'submit', 'private_metadata', 'callback_id', 'clear_on_close'],
    ...['notify_on_close', 'external_id', 'submit_disabled'],
  ],
  home: ['type', 'blocks', 'private_metadata', 'callback_id', 'external_id'],
};

const OPTION = ['text', 'value', 'description', 'url'];
const CONFIRM = ['title', 'text', 'confirm', 'deny', 'style'];

/** The properties that Slack does not know, as paths: it refuses the whole message or view for one. */
export function unknownProperties(value: unknown, where: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => unknownProperties(each, `${where}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  const object = value as Readonly<Record<string, unknown>>;
  const known = propertiesOf(object, where);
  return Object.entries(object).flatMap(([name, inner]) => {
    const path = where === '' ? name : `${where}.${name}`;
    return known && !known.includes(name) ? [path] : unknownProperties(inner, path);
  });
}

/** Undefined for what is not checked: a type that Slack has and the app does not use is refused elsewhere. */
function propertiesOf({ type }: Readonly<Record<string, unknown>>, where: string): readonly string[] | undefined {
  if (typeof type === 'string') return PROPERTIES[type];
  if (where.endsWith('.confirm')) return CONFIRM;
  return /option(s\[\d+\])?$/.test(where) ? OPTION : undefined;
}
