import { z } from 'zod';
import { userIdSchema } from '../ids.js';
import { nameSchema, writtenNameSchema } from '../names.js';
import { organizationRoleSchema } from '../principals/organization-role.js';
import { timeSchema } from '../times.js';
import { versionOf } from '../versions.js';
import { emailSchema, writtenEmailSchema } from './email-address.js';

/** A deactivated member cannot sign in. Departments, role and history stay, so that it can be undone. */
export const memberStatusSchema = z.enum(['active', 'deactivated'], { error: '"active" or "deactivated"' });
export type MemberStatus = z.infer<typeof memberStatusSchema>;

const MAX_FULL_NAME = 200;
export const fullNameSchema = nameSchema(MAX_FULL_NAME);

/** The same in an answer. */
export const writtenFullNameSchema = writtenNameSchema(MAX_FULL_NAME);

/** A member of an organization, with the profile in this organization. */
export const memberSchema = z.object({
  user_id: userIdSchema,
  full_name: writtenFullNameSchema,
  email: writtenEmailSchema,
  role: organizationRoleSchema,
  status: memberStatusSchema,
  /** When the member was added to the organization. */
  created_at: timeSchema,
});
export type Member = z.infer<typeof memberSchema>;

/** Changes with each of the member's fields. */
export function memberVersion({ user_id, full_name, email, role, status, created_at }: Member): string {
  return versionOf([user_id, full_name, email, role, status, created_at]);
}

export const newMemberSchema = z.strictObject(
  {
    full_name: fullNameSchema,
    email: emailSchema,
    role: organizationRoleSchema.default('member'),
  },
  { error: 'a JSON object' },
);
export type NewMember = z.output<typeof newMemberSchema>;

export const memberChangesSchema = z
  .strictObject(
    {
      full_name: fullNameSchema.optional(),
      email: emailSchema.optional(),
      role: organizationRoleSchema.optional(),
      status: memberStatusSchema.optional(),
    },
    { error: 'a JSON object' },
  )
  .refine((changes) => Object.keys(changes).length > 0, { error: 'at least one field to change' })
  .meta({ minProperties: 1 });
export type MemberChanges = z.output<typeof memberChangesSchema>;
