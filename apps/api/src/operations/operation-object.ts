import type { Operation } from '@roster/database';
import {
  bulkModeSchema,
  channelSchema,
  type DepartmentMember,
  DomainError,
  departmentIdSchema,
  departmentMemberSchema,
  ERROR_CODES,
  errorDefinition,
  errorTextSchema,
  operationIdSchema,
  operationKindSchema,
  operationStateSchema,
  type Principal,
  readsMembers,
  timeSchema,
  traceIdSchema,
  userIdSchema,
} from '@roster/domain';
import { z } from 'zod';
import { json, named } from '../contract/contract.js';
import { answerTo, type MembershipAnswer } from './membership-answer.js';

/** The member of an outcome. Without the scope to read members it has no name and no address. */
const operationMemberSchema = named(
  'OperationMember',
  departmentMemberSchema.partial({ full_name: true, email: true }).meta({
    description:
      'The member as the change left it. `full_name` and `email` are left out for a caller who lacks `members:read` and did not ask for the change.',
  }),
);

export const operationSchema = named(
  'Operation',
  z.object({
    id: operationIdSchema,
    kind: operationKindSchema,
    state: operationStateSchema,
    department_id: departmentIdSchema,
    /** The target of a move; null for all other kinds. */
    to_department_id: departmentIdSchema.nullable(),
    /** Null for a bulk: its items name the users. */
    user_id: userIdSchema.nullable(),
    /** Null unless it is a bulk; so are `progress` and `summary`. */
    mode: bulkModeSchema.nullable(),
    channel: channelSchema,
    trace_id: traceIdSchema,
    created_at: timeSchema,
    finished_at: timeSchema.nullable(),
    /** `done` of the `total` items of a bulk have their result. */
    progress: z.object({ total: z.int(), done: z.int(), added: z.int(), rejected: z.int() }).nullable(),
    /** The results of a bulk that has ended. */
    summary: z.object({ total: z.int(), added: z.int(), rejected: z.int(), cancelled: z.int() }).nullable(),
    /** The added member; null otherwise. */
    result: operationMemberSchema.nullable(),
    /** Why nothing was changed; null when something was, or when the operation has not ended. */
    error: z
      .object({
        code: z.enum(ERROR_CODES),
        message: errorTextSchema,
        system_message: errorTextSchema,
        status: z.int(),
        details: z.record(z.string(), z.unknown()),
      })
      .nullable(),
  }),
);
/** IDs come from rows, so they are plain strings. */
export type OperationObject = z.input<typeof operationSchema>;

/** An example: an accepted add. */
export const OPERATION: OperationObject = {
  id: 'op_0199c2f1aa',
  kind: 'member.add',
  state: 'accepted',
  department_id: 'dept_abc123',
  to_department_id: null,
  user_id: 'usr_def456',
  mode: null,
  channel: 'rest',
  trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
  created_at: '2025-11-02T08:21:45.123Z',
  finished_at: null,
  progress: null,
  summary: null,
  result: null,
  error: null,
};

/** The 202 of endpoints that take `Prefer`: the change is stored but not done yet. */
export function acceptedAnswer(example: Partial<OperationObject> = {}) {
  return {
    description: 'The change is stored but not made yet. Read the operation to learn its outcome.',
    ...json(operationSchema, { ...OPERATION, ...example }),
    headers: ['Location'],
  } as const;
}

/** The path of an operation. */
export function operationPath(organizationId: string, operationId: string): string {
  return `/v1/organizations/${organizationId}/operations/${operationId}`;
}

/** @param reader for whom: names and addresses are left out for those who must not see them */
export function toOperationObject(row: Operation, reader: Principal): OperationObject {
  const answer = resultOf(row);
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    department_id: row.department_id,
    to_department_id: row.to_department_id,
    user_id: row.user_id,
    mode: row.payload !== null && 'mode' in row.payload ? row.payload.mode : null,
    channel: row.channel,
    trace_id: row.trace_id,
    created_at: row.created_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
    ...bulkCounters(row),
    result: answer instanceof DomainError ? null : visible(answer?.body ?? null, row, reader),
    error: answer instanceof DomainError ? toErrorObject(answer) : null,
  };
}

/** The caller that asked for the change saw the whole member in the first answer, or would have without a 202. */
function visible(
  member: DepartmentMember | null,
  { actor_type, actor_id }: Operation,
  reader: Principal,
): OperationObject['result'] {
  const { actor } = reader;
  if (member === null || readsMembers(reader) || (actor.type === actor_type && actor.id === actor_id)) return member;
  const { user_id, added_at } = member;
  return { user_id, added_at };
}

/** A cancelled or failed bulk may have added some members, so the error texts for a single change would be wrong. */
function resultOf({ kind, result }: Operation): MembershipAnswer | DomainError | null {
  if (result === null || result.status === 'applied') return null;
  if (kind !== 'member.bulk_add' || result.status === 'rejected') return answerTo(result);
  return result.status === 'failed' ? new DomainError('BULK_INTERRUPTED') : null;
}

function bulkCounters(row: Operation): Pick<OperationObject, 'progress' | 'summary'> {
  const { items_total: total, items_added: added, items_rejected: rejected, state } = row;
  if (total === null || added === null || rejected === null) return { progress: null, summary: null };
  const done = added + rejected;
  return {
    progress: { total, done, added, rejected },
    summary: state === 'accepted' ? null : { total, added, rejected, cancelled: total - done },
  };
}

function toErrorObject({ code, details }: DomainError): NonNullable<OperationObject['error']> {
  const { message, systemMessage, status } = errorDefinition(code);
  return { code, message, system_message: systemMessage, status, details: { ...details } };
}
