import { z } from 'zod';
import { departmentIdSchema, scimConnectionIdSchema } from '../ids.js';
import { nameSchema, writtenNameSchema } from '../names.js';
import { ROLE_SCOPES } from '../principals/organization-role.js';
import { actorSchema, type Scope } from '../principals/principal.js';
import { timeSchema } from '../times.js';

const MAX_NAME = 100;

/** The most connections of one organization. */
export const MAX_SCIM_CONNECTIONS = 20;

/**
 * The scopes with which a connection acts, and which the one who creates or rotates it must have. They are an admin's:
 * a provider can change and deactivate admins, but not owners. Its token is accepted by SCIM only.
 */
export const SCIM_CONNECTION_SCOPES: readonly Scope[] = ROLE_SCOPES.admin;

/** What happens to a person whom the identity provider deletes. */
const onDeleteSchema = z.enum(['deactivate', 'remove'], { error: '"deactivate" or "remove"' });
const adoptSchema = z.boolean({ error: 'true or false' });
const departmentMappingSchema = z.enum(['store', 'membership'], { error: '"store" or "membership"' });
const rootSchema = departmentIdSchema.nullable();

/** An identity provider that provisions people and departments over SCIM. */
export const scimConnectionSchema = z.object({
  id: scimConnectionIdSchema,
  name: writtenNameSchema(MAX_NAME),
  /** The department below which new groups are created; null for the top of the tree. */
  root_department_id: rootSchema,
  on_delete: onDeleteSchema,
  /** Whether a new user may be a person who is in the organization already and has the same e-mail address. */
  adopt: adoptSchema,
  /**
   * What the `department` of the enterprise extension does: it is stored only, or also makes the person a member of the
   * department of that name directly below the root.
   */
  department_mapping: departmentMappingSchema,
  created_at: timeSchema,
  created_by: actorSchema,
  /** Accurate to a minute or two. */
  last_used_at: timeSchema.nullable(),
  /** The IP address of that use; null when it is unknown. */
  last_used_address: z.string().meta({ maxLength: 45 }).nullable(),
  /** Until when the token before the last rotation works; null when there is none. */
  former_token_expires_at: timeSchema.nullable(),
});
export type ScimConnectionObject = z.infer<typeof scimConnectionSchema>;

export const newScimConnectionSchema = z.strictObject(
  {
    name: nameSchema(MAX_NAME),
    root_department_id: rootSchema.default(null),
    on_delete: onDeleteSchema.default('deactivate'),
    adopt: adoptSchema.default(false),
    department_mapping: departmentMappingSchema.default('store'),
  },
  { error: 'a JSON object' },
);
export type NewScimConnection = z.output<typeof newScimConnectionSchema>;

/** The fields to change; those that are left out stay as they are. */
export const scimConnectionChangesSchema = z
  .strictObject(
    {
      name: nameSchema(MAX_NAME).optional(),
      root_department_id: rootSchema.optional(),
      on_delete: onDeleteSchema.optional(),
      adopt: adoptSchema.optional(),
      department_mapping: departmentMappingSchema.optional(),
    },
    { error: 'a JSON object' },
  )
  .refine((changes) => Object.keys(changes).length > 0, { error: 'at least one field to change' })
  .meta({ minProperties: 1 });
export type ScimConnectionChanges = z.output<typeof scimConnectionChangesSchema>;
