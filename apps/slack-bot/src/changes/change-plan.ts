import { departmentIdSchema, userIdSchema } from '@roster/domain';
import { z } from 'zod';
import type { DepartmentLabel, NotAPerson } from '../answers/answer.js';
import { CHANGE_NAMES } from '../commands/command.js';

const departmentLabelSchema = z.object({
  id: departmentIdSchema,
  name: z.string(),
  path: z.string(),
}) satisfies z.ZodType<DepartmentLabel>;

const plannedPersonSchema = z.object({
  slackUserId: z.string().nullable(),
  name: z.string(),
  /** Null: nobody of the organization, and `refusal` says why. */
  userId: userIdSchema.nullable(),
  refusal: z.custom<NotAPerson>((value) => typeof value === 'string').optional(),
  candidates: z.array(z.string()).optional(),
  /** Of a move: the department that the person leaves; none, when the person is in none or in several. */
  from: departmentIdSchema.optional(),
  /** Of a move back: where to, when it is not the department of the plan. */
  to: departmentIdSchema.optional(),
  /** Of a move of somebody who is in several departments: their names. */
  others: z.array(z.string()).optional(),
  /** Of a move of somebody who is where it ends, and nowhere else. */
  already: z.boolean().optional(),
  /** Of a move: the caller may not change the department at its other end. */
  forbidden: z.boolean().optional(),
});
export type PlannedPerson = z.infer<typeof plannedPersonSchema>;

/** A change with all names looked up. It is stored before the first command goes out and never changes after. */
export const changePlanSchema = z.object({
  /** The request that operation ids are derived from: the one that was typed, not the click that confirmed it. */
  root: z.string(),
  change: z.enum(CHANGE_NAMES),
  department: departmentLabelSchema,
  people: z.array(plannedPersonSchema),
  /** The change that this one undoes. */
  undoes: z.string().optional(),
});
export type ChangePlan = z.infer<typeof changePlanSchema>;

/** What a change did to one person, for an undo. */
export const changeRecordSchema = z.array(
  z.object({
    slackUserId: z.string().nullable(),
    name: z.string(),
    userId: userIdSchema,
    status: z.enum(['added', 'removed', 'moved']),
    from: departmentIdSchema.optional(),
    /** When the membership began that the change made. */
    addedAt: z.string().optional(),
  }),
);
export type ChangeRecord = z.infer<typeof changeRecordSchema>;
