import { z } from 'zod';
import { departmentIdSchema, organizationIdSchema, userIdSchema } from '../ids.js';
import { NAME_CHARACTER, NAME_CHARACTERS_EXPECTED, writtenNameSchema } from '../names.js';
import { timeSchema } from '../times.js';
import { versionOf } from '../versions.js';

/** The most levels that a tree may have; a department at the top is on level 1. */
export const MAX_DEPARTMENT_DEPTH = 32;

const MAX_NAME = 100;
const MAX_DESCRIPTION = 1_000;

/** The department object, as every answer shows it. */
export const departmentSchema = z.object({
  id: departmentIdSchema,
  organization_id: organizationIdSchema,
  /** Null at the top. */
  parent_id: departmentIdSchema.nullable(),
  name: writtenNameSchema(MAX_NAME),
  description: writtenNameSchema(MAX_DESCRIPTION).nullable(),
  manager_user_id: userIdSchema.nullable(),
  path: z.string().meta({
    maxLength: MAX_DEPARTMENT_DEPTH * (2 * MAX_NAME + 1),
    description:
      'The names from the top level down to this department, joined by "/". A "/" or "\\" in a name is escaped with a "\\".',
  }),
  depth: z.int().min(1).meta({ description: 'The number of names in the path: 1 at the top level.' }),
  member_count: z
    .int()
    .min(0)
    .meta({ description: 'The number of members of this department itself, without those of departments below it.' }),
  created_at: timeSchema,
  updated_at: timeSchema,
});

export type Department = z.infer<typeof departmentSchema>;

/** A department's own fields, without what is counted or derived from the departments above it. */
export type DepartmentState = Omit<Department, 'path' | 'depth' | 'member_count'>;

const NAME = new RegExp(`^${NAME_CHARACTER}{1,${MAX_NAME}}$`, 'u');
/** Line breaks and tabs, but no other control characters and no unpaired surrogates. */
const DESCRIPTION = new RegExp(`^(?:[^\\p{Cc}\\p{Cs}]|[\\t\\r\\n]){0,${MAX_DESCRIPTION}}$`, 'u');

const nameError = `Expected 1 to ${MAX_NAME} characters ${NAME_CHARACTERS_EXPECTED}.`;
const descriptionError = `Expected at most ${MAX_DESCRIPTION} characters without control characters, or null.`;

/** Trimmed and in Unicode's normal form C (UAX #15), so that two names that look the same are the same. */
export const departmentNameSchema = z
  .string({ error: nameError })
  .trim()
  .normalize('NFC')
  .refine((name) => NAME.test(name), { error: nameError })
  .meta({ minLength: 1, maxLength: MAX_NAME });

export const departmentDescriptionSchema = z
  .string({ error: descriptionError })
  .normalize('NFC')
  .refine((text) => DESCRIPTION.test(text), { error: descriptionError })
  .meta({ maxLength: MAX_DESCRIPTION })
  .nullable();

/** The path of a department from the names from the top down. */
export function formatPath(names: readonly string[]): string {
  return names.map(escapeName).join('/');
}

/** The path of a department with this name below a parent with that path. */
export function pathBelow(parentPath: string, name: string): string {
  return `${parentPath}/${escapeName(name)}`;
}

/** A separator or backslash within a name gets a backslash before it. */
function escapeName(name: string): string {
  return name.replace(/[\\/]/g, '\\$&');
}

/**
 * The version of a department's own fields. Changes of its members, or of the departments above it, do not change it, so
 * that an edit conflicts only with other edits.
 */
export function departmentVersion(department: DepartmentState): string {
  const { id, parent_id, name, description, manager_user_id, updated_at } = department;
  return versionOf([id, parent_id, name, description, manager_user_id, updated_at]);
}
