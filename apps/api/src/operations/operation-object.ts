import type { Operation } from '@roster/database';
import {
  bulkModeSchema,
  channelSchema,
  DomainError,
  departmentIdSchema,
  departmentMemberSchema,
  ERROR_CODES,
  errorDefinition,
  operationIdSchema,
  operationKindSchema,
  operationStateSchema,
  userIdSchema,
} from '@roster/domain';
import { z } from 'zod';
import { answerTo, type MembershipAnswer } from '../members/membership-answer.js';

export const operationObjectSchema = z.object({
  id: operationIdSchema,
  kind: operationKindSchema,
  state: operationStateSchema,
  department_id: departmentIdSchema,
  /** Where a move goes to; null for everything else. */
  to_department_id: departmentIdSchema.nullable(),
  /** Null for a bulk: its items say who. */
  user_id: userIdSchema.nullable(),
  /** Of a bulk only, as are `progress` and `summary`. */
  mode: bulkModeSchema.nullable(),
  channel: channelSchema,
  trace_id: z.string(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
  /** How far a bulk has come: `done` of `total` people have their result. */
  progress: z.object({ total: z.int(), done: z.int(), added: z.int(), rejected: z.int() }).nullable(),
  /** What became of the people of a bulk, once it has ended. */
  summary: z.object({ total: z.int(), added: z.int(), rejected: z.int(), cancelled: z.int() }).nullable(),
  /** The member that was added; null otherwise. */
  result: departmentMemberSchema.nullable(),
  /** Why nothing was changed; null when it was, or when that is not known yet. */
  error: z
    .object({
      code: z.enum(ERROR_CODES),
      message: z.string(),
      system_message: z.string(),
      status: z.int(),
      details: z.record(z.string(), z.unknown()),
    })
    .nullable(),
});
/** Ids come from rows here, so they are plain strings. */
export type OperationObject = z.input<typeof operationObjectSchema>;

export function toOperationObject(row: Operation): OperationObject {
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
    result: answer !== null && 'member' in answer ? answer.member : null,
    error: answer !== null && 'error' in answer ? toErrorObject(answer.error) : null,
  };
}

/** Of a bulk that was cancelled or failed some may have been added: what is said then of a single change is not true. */
function resultOf({ kind, result }: Operation): MembershipAnswer | null {
  if (result === null || result.status === 'applied') return null;
  if (kind !== 'member.bulk_add' || result.status === 'rejected') return answerTo(result);
  return result.status === 'failed' ? { error: new DomainError('BULK_INTERRUPTED') } : null;
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
