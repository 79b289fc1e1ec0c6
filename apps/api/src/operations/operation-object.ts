import type { Operation } from '@roster/database';
import {
  channelSchema,
  type DomainError,
  departmentIdSchema,
  departmentMemberSchema,
  ERROR_CODES,
  errorDefinition,
  membershipCommandKindSchema,
  operationIdSchema,
  operationStateSchema,
  userIdSchema,
} from '@roster/domain';
import { z } from 'zod';
import { answerTo } from '../members/membership-answer.js';

export const operationObjectSchema = z.object({
  id: operationIdSchema,
  kind: membershipCommandKindSchema,
  state: operationStateSchema,
  department_id: departmentIdSchema,
  user_id: userIdSchema,
  channel: channelSchema,
  trace_id: z.string(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
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
  const answer = row.result === null ? null : answerTo(row.result);
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    department_id: row.department_id,
    user_id: row.user_id,
    channel: row.channel,
    trace_id: row.trace_id,
    created_at: row.created_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
    result: answer !== null && 'member' in answer ? answer.member : null,
    error: answer !== null && 'error' in answer ? toErrorObject(answer.error) : null,
  };
}

function toErrorObject({ code, details }: DomainError): NonNullable<OperationObject['error']> {
  const { message, systemMessage, status } = errorDefinition(code);
  return { code, message, system_message: systemMessage, status, details: { ...details } };
}
