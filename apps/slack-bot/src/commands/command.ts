/** A person as somebody typed them. What a reference means is looked up later; the parser asks nobody. */
export type PersonReference =
  /** `<@U123|jane>`: Slack wrote this itself, because the manifest says `should_escape: true`. */
  | { readonly kind: 'user'; readonly slackUserId: string; readonly label: string | null }
  /** `<!subteam^S123|@eng>`: a user group, which stands for its people. */
  | { readonly kind: 'group'; readonly usergroupId: string; readonly label: string | null }
  /** `@jane` that Slack did not recognize, or an e-mail address. `text` is without the `@` in front. */
  | { readonly kind: 'name'; readonly text: string };

/** The commands that change memberships. */
export const CHANGE_NAMES = ['add', 'remove', 'move'] as const;
export type ChangeName = (typeof CHANGE_NAMES)[number];

export const COMMAND_NAMES = [
  ...CHANGE_NAMES,
  'members',
  'list',
  'tree',
  'find',
  'whoami',
  'link',
  'unlink',
  'help',
] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

export interface ChangeCommand {
  readonly name: ChangeName;
  /** Each reference once, in the order of typing. Empty: the modal asks for them. */
  readonly people: readonly PersonReference[];
  /** As typed, without quotes; null: the linked channel's department, else the modal asks. */
  readonly department: string | null;
}

/** What somebody wants who typed `/dept …`. */
export type DeptCommand =
  | ChangeCommand
  | { readonly name: 'members' | 'tree'; readonly department: string | null }
  | { readonly name: 'list' }
  | { readonly name: 'find'; readonly text: string }
  | { readonly name: 'whoami' }
  | { readonly name: 'link'; readonly department: string }
  | { readonly name: 'unlink' }
  | { readonly name: 'help'; readonly command: CommandName | null }
  /** A bare `/dept`: the modal. */
  | { readonly name: 'open' };

/** Why a text is no command. `messages/` has the words for each. */
export type ParseProblem =
  | { readonly kind: 'unknown_command'; readonly typed: string; readonly suggestion: CommandName | null }
  | { readonly kind: 'too_long'; readonly length: number; readonly limit: number }
  | { readonly kind: 'too_many_people'; readonly count: number; readonly limit: number }
  | { readonly kind: 'department_too_long'; readonly limit: number }
  | { readonly kind: 'unreadable_characters' }
  | { readonly kind: 'unclosed_quote' }
  | { readonly kind: 'everyone_mentioned'; readonly mention: 'channel' | 'here' | 'everyone' }
  | { readonly kind: 'channel_mentioned'; readonly label: string | null }
  /** Text among the people that is neither a mention nor a name nor the department after `to`. */
  | { readonly kind: 'not_a_person'; readonly typed: string; readonly command: ChangeName }
  | { readonly kind: 'two_departments'; readonly first: string; readonly second: string }
  | { readonly kind: 'missing_text'; readonly command: 'find' | 'link' }
  | { readonly kind: 'unexpected_text'; readonly typed: string; readonly command: CommandName };

export type ParsedCommand = { readonly command: DeptCommand } | { readonly problem: ParseProblem };
