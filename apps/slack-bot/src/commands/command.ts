import type { Announcements } from '@roster/database';

/** A person as typed. The parser looks nothing up: who is meant is resolved later. */
export type PersonReference =
  /** `<@U123|jane>`: Slack writes mentions like this because the manifest sets `should_escape: true`. */
  | { readonly kind: 'user'; readonly slackUserId: string; readonly label: string | null }
  /** `<!subteam^S123|@eng>`: a user group, meaning everyone in it. */
  | { readonly kind: 'group'; readonly usergroupId: string; readonly label: string | null }
  /** `@jane` that Slack did not recognize, or an e-mail address. `text` is without the `@` in front. */
  | { readonly kind: 'name'; readonly text: string }
  /** Words where a person is expected, as in "add jane". They may mean anyone, so the bot asks. */
  | { readonly kind: 'words'; readonly text: string }
  /** "me" */
  | { readonly kind: 'self' };

/** The commands that change memberships. */
export const CHANGE_NAMES = ['add', 'remove', 'move'] as const;
export type ChangeName = (typeof CHANGE_NAMES)[number];

export const COMMAND_NAMES = [
  ...CHANGE_NAMES,
  'members',
  'whereis',
  'list',
  'tree',
  'find',
  'undo',
  'history',
  'whoami',
  'link',
  'unlink',
  'announce',
  'help',
] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

export interface ChangeCommand {
  readonly name: ChangeName;
  /** Each reference once, in the order typed. Empty: the form asks for them. */
  readonly people: readonly PersonReference[];
  /** As typed, without quotes. Null: the department of the linked channel, else the form asks. */
  readonly department: string | null;
  /**
   * Another way to read it, for when there is no such department: in "add @Jane Smith", "Smith" is a department or the end
   * of a name that Slack did not recognize.
   */
  readonly otherwise?: ChangeCommand;
}

/** A parsed `/dept …`. */
export type DeptCommand =
  | ChangeCommand
  | { readonly name: 'members' | 'tree'; readonly department: string | null }
  | { readonly name: 'whereis'; readonly person: PersonReference }
  | { readonly name: 'list' }
  | { readonly name: 'find'; readonly text: string }
  /** The caller's latest change that can be undone, and all of them. */
  | { readonly name: 'undo' | 'history' }
  | { readonly name: 'whoami' }
  | { readonly name: 'link'; readonly department: string }
  | { readonly name: 'unlink' }
  /** Null: shows what is announced in the channel. */
  | { readonly name: 'announce'; readonly announcements: Announcements | null }
  | { readonly name: 'help'; readonly command: CommandName | null }
  /** A bare `/dept`: opens the form. */
  | { readonly name: 'open' };

/** Why a text is not a command. `messages/` has the words for each. */
export type ParseProblem =
  | { readonly kind: 'unknown_command'; readonly typed: string; readonly suggestion: CommandName | null }
  /** It begins with a person: what to do with them? */
  | { readonly kind: 'no_command' }
  | { readonly kind: 'too_long'; readonly length: number; readonly limit: number }
  | { readonly kind: 'too_many_people'; readonly count: number; readonly limit: number }
  | { readonly kind: 'department_too_long'; readonly limit: number }
  | { readonly kind: 'unreadable_characters' }
  | { readonly kind: 'unclosed_quote' }
  | { readonly kind: 'everyone_mentioned'; readonly mention: 'channel' | 'here' | 'everyone' }
  | { readonly kind: 'channel_mentioned'; readonly label: string | null }
  | { readonly kind: 'two_departments'; readonly first: string; readonly second: string }
  | { readonly kind: 'missing_text'; readonly command: CommandName }
  | { readonly kind: 'unexpected_text'; readonly typed: string; readonly command: CommandName };

export type ParsedCommand = { readonly command: DeptCommand } | { readonly problem: ParseProblem };
