/** A person as typed. The parser looks nothing up: who is meant is resolved later. */
export type PersonReference =
  /** `<@U123|jane>`: Slack writes mentions like this because the manifest sets `should_escape: true`. */
  | { readonly kind: 'user'; readonly slackUserId: string; readonly label: string | null }
  /** `<!subteam^S123|@eng>`: a user group, meaning everyone in it. */
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
  /** Each reference once, in the order typed. Empty: the form asks for them. */
  readonly people: readonly PersonReference[];
  /** As typed, without quotes. Null: the department of the linked channel, else the form asks. */
  readonly department: string | null;
}

/** A parsed `/dept …`. */
export type DeptCommand =
  | ChangeCommand
  | { readonly name: 'members' | 'tree'; readonly department: string | null }
  | { readonly name: 'list' }
  | { readonly name: 'find'; readonly text: string }
  | { readonly name: 'whoami' }
  | { readonly name: 'link'; readonly department: string }
  | { readonly name: 'unlink' }
  | { readonly name: 'help'; readonly command: CommandName | null }
  /** A bare `/dept`: opens the form. */
  | { readonly name: 'open' };

/** Why a text is not a command. `messages/` has the words for each. */
export type ParseProblem =
  | { readonly kind: 'unknown_command'; readonly typed: string; readonly suggestion: CommandName | null }
  | { readonly kind: 'too_long'; readonly length: number; readonly limit: number }
  | { readonly kind: 'too_many_people'; readonly count: number; readonly limit: number }
  | { readonly kind: 'department_too_long'; readonly limit: number }
  | { readonly kind: 'unreadable_characters' }
  | { readonly kind: 'unclosed_quote' }
  | { readonly kind: 'everyone_mentioned'; readonly mention: 'channel' | 'here' | 'everyone' }
  | { readonly kind: 'channel_mentioned'; readonly label: string | null }
  /** Text among the people that is neither a mention, a name nor the department after `to`. */
  | { readonly kind: 'not_a_person'; readonly typed: string; readonly command: ChangeName }
  | { readonly kind: 'two_departments'; readonly first: string; readonly second: string }
  | { readonly kind: 'missing_text'; readonly command: 'find' | 'link' }
  | { readonly kind: 'unexpected_text'; readonly typed: string; readonly command: CommandName };

export type ParsedCommand = { readonly command: DeptCommand } | { readonly problem: ParseProblem };
