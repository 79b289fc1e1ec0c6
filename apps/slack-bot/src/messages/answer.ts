import type { Announcements, ChannelAudience } from '@roster/database';
import type {
  DepartmentId,
  DepartmentTreeNode,
  ErrorCode,
  MembershipRequestId,
  OrganizationRole,
  UserId,
} from '@roster/domain';
import type { ChangeName, CommandName, ParseProblem } from '../commands/command.js';
import type { BotInChannel } from './bot-in-channel.js';

/** A department as messages name it. */
export interface DepartmentLabel {
  readonly id: DepartmentId;
  readonly name: string;
  /** The names from the top down. */
  readonly path: string;
}

/** Why a Slack user, or a name that was typed, is not a member of the organization. */
export type NotAPerson =
  | 'not_in_organization'
  | 'email_not_verified'
  | 'guest'
  | 'bot'
  | 'deactivated_in_slack'
  | 'deactivated_in_roster'
  | 'other_workspace'
  | 'unknown_name'
  | 'names_not_read'
  | 'ambiguous_name'
  | 'unknown_user'
  | 'empty_group';

/** Someone named in a change. */
export interface PersonLabel {
  /** Null for a typed name that Slack does not know. */
  readonly slackUserId: string | null;
  /** The full name in Roster, else in Slack, else what was typed. */
  readonly name: string;
}

/** A member who may be meant. */
export interface PersonCandidate extends PersonLabel {
  readonly userId: UserId;
  readonly email: string;
}

/** The result of a change for one person. */
export type PersonOutcome =
  | { readonly status: 'added' | 'removed' | 'moved' }
  /** Nothing to change: an add of someone who is there, or a removal of someone who is not. */
  | { readonly status: 'already_there' | 'not_there' }
  /** A move of someone who is in no department, or in several. */
  | { readonly status: 'nowhere' | 'in_several'; readonly departments: readonly string[] }
  | { readonly status: 'refused'; readonly reason: NotAPerson }
  | { readonly status: 'rejected'; readonly code: ErrorCode }
  /** An undo does not touch what was changed after it: see `ChangedSince`. */
  | { readonly status: 'left_alone'; readonly why: ChangedSince }
  /** Accepted and stored in Postgres; the outcome is not known yet. */
  | { readonly status: 'pending' };

export type PersonResult = PersonLabel & PersonOutcome;

/** Why an undo leaves someone alone: removed since, removed and added again since, or added back since. */
export type ChangedSince = 'removed' | 'added_again' | 'added_back';

/** A change as messages name it. */
interface ChangeLabel {
  readonly change: ChangeName;
  readonly department: DepartmentLabel;
}

/** A change that the caller has made. */
export interface HistoryEntry extends ChangeLabel {
  /** The value of the Undo button. */
  readonly requestId: string;
  /** Those for whom something changed. */
  readonly people: readonly PersonLabel[];
  /** RFC 3339. */
  readonly at: string;
  readonly undone: boolean;
}

/** A membership request as messages name it. */
export interface MembershipRequestLabel {
  readonly id: MembershipRequestId;
  readonly department: DepartmentLabel;
  /** Who is to be added. */
  readonly person: PersonLabel;
  /** Null for a program. */
  readonly asker: PersonLabel | null;
  /** The person asks for themselves. */
  readonly ofSelf: boolean;
  readonly reason: string | null;
}

/** What became of asking for one person. */
export type AskResult = PersonLabel &
  (
    | { readonly status: 'sent' | 'already_open' | 'already_there' }
    | { readonly status: 'refused'; readonly code: ErrorCode }
  );

export interface ChangeReport extends ChangeLabel {
  /** The value of the Undo button. */
  readonly requestId: string;
  readonly results: readonly PersonResult[];
  /** Something was changed, so there is something to undo. */
  readonly undoable: boolean;
  readonly traceId: string;
}

/** A member in a list. */
export interface Listed {
  /** None where it is not known. */
  readonly slackUserId?: string | null;
  readonly name: string;
  readonly email: string;
}

/**
 * Everything that the bot tells a person, as plain data; `answerMessage` turns it into blocks. It is stored with its
 * request, so that a delivery that comes again gets the same answer. Its kind is a label of a metric.
 */
export type Answer =
  | { readonly kind: 'started' }
  | { readonly kind: 'looking_up'; readonly people: number }
  | ({ readonly kind: 'working'; readonly people: number } & ChangeLabel)
  | ({
      readonly kind: 'progress';
      readonly done: number;
      readonly total: number;
      /** It takes longer than a person is expected to watch. */
      readonly late: boolean;
    } & ChangeLabel)
  | ({ readonly kind: 'changed' } & ChangeReport)
  /** The result of an undo; `undoable` is false. `department` is that of the change that was undone. */
  | ({ readonly kind: 'undone' } & ChangeReport)
  | { readonly kind: 'nothing_to_undo'; readonly why: 'too_late' | 'nothing_changed' | 'undone_before' | 'no_change' }
  | { readonly kind: 'history'; readonly changes: readonly HistoryEntry[] }
  | ({ readonly kind: 'confirm'; readonly requestId: string; readonly people: number } & ChangeLabel)
  | { readonly kind: 'cancelled' }
  /** The caller may not add these people, and is offered to ask for it. */
  | {
      readonly kind: 'add_refused';
      readonly requestId: string;
      readonly department: DepartmentLabel;
      readonly people: readonly (PersonLabel & { readonly userId: UserId })[];
      /** Who decides, or some of them. */
      readonly deciders?: readonly PersonLabel[];
      readonly traceId: string;
    }
  /** The caller may not make this change in the department; null: in none. `deciders` are some of those who may. */
  | {
      readonly kind: 'may_not_change';
      readonly change: ChangeName;
      readonly department: DepartmentLabel | null;
      readonly deciders: readonly PersonLabel[];
      readonly traceId: string;
    }
  | {
      readonly kind: 'asked';
      readonly department: DepartmentLabel;
      readonly results: readonly AskResult[];
      /** The names of those who are told. */
      readonly deciders: readonly string[];
    }
  | {
      readonly kind: 'request_decided';
      readonly request: MembershipRequestLabel;
      readonly status: 'approved' | 'denied' | 'expired';
      /** "You", or the name of the one who was faster. */
      readonly by: string;
    }
  /** The decision was not possible; `problem` says why. The request can still be decided. */
  | { readonly kind: 'request_open'; readonly request: MembershipRequestLabel; readonly problem: string }
  | {
      readonly kind: 'choose_department';
      readonly requestId: string;
      readonly command: CommandName;
      readonly typed: string;
      readonly why: 'ambiguous' | 'misspelt';
      readonly candidates: readonly DepartmentLabel[];
    }
  | {
      readonly kind: 'choose_person';
      readonly requestId: string;
      readonly typed: string;
      /** The place of the person among those that the command names. */
      readonly at: number;
      readonly candidates: readonly PersonCandidate[];
      readonly more: boolean;
    }
  | {
      readonly kind: 'choose_command';
      readonly requestId: string;
      /** The text after `/dept`, as typed. */
      readonly text: string;
      readonly commands: readonly CommandName[];
      /** The text begins with a word that is no command; else with a person. */
      readonly misspelt: string | null;
    }
  /** In a move: which of several departments to leave. */
  | {
      readonly kind: 'choose_leaving';
      readonly requestId: string;
      readonly person: PersonLabel & { readonly userId: UserId };
      readonly departments: readonly DepartmentLabel[];
      readonly to: DepartmentLabel;
    }
  | { readonly kind: 'department_unknown'; readonly typed: string }
  | { readonly kind: 'department_missing'; readonly command: CommandName }
  | { readonly kind: 'form_not_opened'; readonly command: ChangeName }
  | {
      readonly kind: 'members';
      readonly department: DepartmentLabel;
      readonly members: readonly Listed[];
      readonly total: number;
      /** The place of the first of them in the whole list, from 1. */
      readonly first?: number | undefined;
      /** The value of the button that shows the next page; null on the last page. */
      readonly next: string | null;
      /** The value of the button that shows the page before; none on the first page. */
      readonly back?: string | undefined;
    }
  | {
      readonly kind: 'departments';
      readonly departments: readonly (DepartmentLabel & { readonly members: number })[];
      readonly more: boolean;
    }
  | { readonly kind: 'tree'; readonly nodes: readonly DepartmentTreeNode[] }
  | {
      readonly kind: 'found';
      readonly text: string;
      readonly departments: readonly (DepartmentLabel & { readonly members: number })[];
      readonly people: readonly Listed[];
      readonly more: boolean;
    }
  /** Someone who was asked for is not a member. */
  | { readonly kind: 'nobody'; readonly person: PersonLabel; readonly reason: NotAPerson }
  | {
      readonly kind: 'whereabouts';
      readonly person: PersonLabel;
      readonly departments: readonly DepartmentLabel[];
      readonly manages: readonly DepartmentLabel[];
    }
  | {
      readonly kind: 'whoami';
      readonly name: string;
      readonly userId: UserId;
      readonly role: OrganizationRole;
      readonly organization: string;
      readonly departments: readonly DepartmentLabel[];
      readonly manages: readonly DepartmentLabel[];
    }
  | {
      readonly kind: 'linked';
      readonly department: DepartmentLabel;
      readonly announcements?: Announcements;
      /** In place of `announcements`, as stored before. */
      readonly announce?: boolean;
      readonly bot?: BotInChannel;
      /** Why nothing is announced any more: `stopped_because` of the link. */
      readonly stopped?: string;
    }
  /** Other people read the channel: the person is asked before it is linked, or changes are announced there. */
  | {
      readonly kind: 'confirm_link';
      readonly requestId: string;
      readonly department: DepartmentLabel;
      readonly announcements: Announcements;
      readonly audience: Exclude<ChannelAudience, 'workspace'>;
    }
  | { readonly kind: 'unlinked'; readonly department: DepartmentLabel | null }
  /** `refusal`: why someone who is not a member can do nothing of this. */
  | { readonly kind: 'help'; readonly command: CommandName | null; readonly refusal?: Refusal }
  | { readonly kind: 'problem'; readonly problem: ParseProblem }
  /** The workspace is not connected to an organization: what an owner has to do. */
  | { readonly kind: 'unbound' }
  /** Slack accepts no token for the workspace any more. */
  | { readonly kind: 'not_installed' }
  /** The caller is not a member of the organization: why, and what to do. */
  | { readonly kind: 'stranger'; readonly reason: NotAPerson }
  | { readonly kind: 'error'; readonly code: ErrorCode; readonly traceId: string };

/** Why the bot does nothing for a Slack user. */
export type Refusal = AnswerOf<'not_installed' | 'unbound' | 'stranger'>;

export type AnswerOf<Kind extends Answer['kind']> = Extract<Answer, { kind: Kind }>;
