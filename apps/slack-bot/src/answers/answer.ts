import type { DepartmentId, DepartmentTreeNode, ErrorCode, OrganizationRole, UserId } from '@roster/domain';
import type { ChangeName, CommandName, ParseProblem } from '../commands/command.js';

/** A department as messages name it. */
export interface DepartmentLabel {
  readonly id: DepartmentId;
  readonly name: string;
  /** The names from the top down. */
  readonly path: string;
}

/** Why a Slack user stands for nobody. */
export type NotAPerson =
  | 'not_in_organization'
  | 'email_not_verified'
  | 'guest'
  | 'bot'
  | 'deactivated_in_slack'
  | 'deactivated_in_roster'
  | 'other_workspace'
  | 'unknown_name'
  | 'ambiguous_name'
  | 'unknown_user'
  | 'empty_group';

/** Somebody whom a change is about. */
export interface PersonLabel {
  /** Null for one who was named by a text that is nobody in Slack. */
  readonly slackUserId: string | null;
  /** The full name in Roster, else what Slack shows, else what was typed. */
  readonly name: string;
}

/** How a change ended for one person. */
export type PersonResult = PersonLabel &
  (
    | { readonly status: 'added' | 'removed' | 'moved' }
    /** An add of somebody who is there, or a removal of somebody who is not: nothing to change. */
    | { readonly status: 'already_there' | 'not_there' }
    /** A move of somebody who is in none, or in more than one department. */
    | { readonly status: 'nowhere' | 'in_several'; readonly departments: readonly string[] }
    | { readonly status: 'refused'; readonly reason: NotAPerson; readonly candidates?: readonly string[] }
    | { readonly status: 'rejected'; readonly code: ErrorCode }
    /** Accepted and safe in Postgres; the outcome is not known yet. */
    | { readonly status: 'pending' }
  );

export interface ChangeReport {
  /** Names the change in the value of its buttons. */
  readonly requestId: string;
  readonly change: ChangeName;
  readonly department: DepartmentLabel;
  readonly results: readonly PersonResult[];
  /** Something was changed, so that there is something to undo. */
  readonly undoable: boolean;
  readonly traceId: string;
}

/**
 * Everything that the bot tells a person, as plain data; `messages/` turns it into blocks. It is stored with the
 * request, so that a delivery that comes twice is answered the same.
 */
export type Answer =
  | {
      readonly kind: 'working';
      readonly change: ChangeName;
      readonly people: number;
      readonly department: DepartmentLabel;
    }
  | {
      readonly kind: 'progress';
      readonly change: ChangeName;
      readonly department: DepartmentLabel;
      readonly done: number;
      readonly total: number;
      /** It takes so long that the result will come as a direct message. */
      readonly late: boolean;
    }
  | ({ readonly kind: 'changed' } & ChangeReport)
  /** What an undo did; `undoable` is false. `department` is the one of the change that was undone. */
  | ({ readonly kind: 'undone' } & ChangeReport)
  | { readonly kind: 'nothing_to_undo'; readonly why: 'too_late' | 'nothing_changed' }
  | {
      readonly kind: 'confirm';
      readonly requestId: string;
      readonly change: ChangeName;
      readonly people: number;
      readonly department: DepartmentLabel;
    }
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'choose_department';
      readonly requestId: string;
      /** What the department is wanted for. */
      readonly command: CommandName;
      readonly typed: string;
      readonly why: 'ambiguous' | 'misspelt';
      readonly candidates: readonly DepartmentLabel[];
    }
  | { readonly kind: 'department_unknown'; readonly typed: string }
  | { readonly kind: 'department_missing'; readonly command: CommandName }
  | { readonly kind: 'form_not_opened'; readonly command: ChangeName }
  | {
      readonly kind: 'members';
      readonly department: DepartmentLabel;
      readonly members: readonly { readonly name: string; readonly email: string }[];
      readonly total: number;
      /** For the button that shows the next page; null on the last one. */
      readonly next: string | null;
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
      readonly people: readonly { readonly name: string; readonly email: string }[];
      readonly more: boolean;
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
  | { readonly kind: 'linked'; readonly department: DepartmentLabel; readonly announce: boolean }
  | { readonly kind: 'unlinked'; readonly department: DepartmentLabel | null }
  | { readonly kind: 'help'; readonly command: CommandName | null }
  | { readonly kind: 'problem'; readonly problem: ParseProblem }
  /** The workspace belongs to no organization: what an owner has to do. */
  | { readonly kind: 'unbound' }
  /** The one who asks stands for nobody: why, and what to do. */
  | { readonly kind: 'stranger'; readonly reason: NotAPerson }
  /** The same words as over REST. */
  | { readonly kind: 'error'; readonly code: ErrorCode; readonly traceId: string };

/** What App Home shows; `stranger` and `unbound` take its place when there is nobody to show it to. */
export interface Home {
  readonly name: string;
  readonly organization: string;
  readonly departments: readonly DepartmentLabel[];
  readonly manages: readonly DepartmentLabel[];
  readonly pending: readonly {
    readonly change: ChangeName;
    readonly people: number;
    readonly department: DepartmentLabel;
  }[];
}

/** What the modal that asks for the missing parts begins with. */
export interface ChangeForm {
  readonly change: ChangeName;
  readonly slackUserIds: readonly string[];
  readonly department: DepartmentLabel | null;
  /** Where the result is to be told: `private_metadata` of the view, as it is. */
  readonly metadata: string;
}
