import { departmentMemberSchema, errorEnvelopeSchema } from '@roster/domain';
import { z } from 'zod';
import { auditEventPageSchema, auditEventSchema } from '../audit/audit-event-object.js';
import { problemDetailsSchema } from '../errors/problem-details.js';
import {
  addMemberBodySchema,
  memberDepartmentPageSchema,
  memberDepartmentSchema,
  memberPageSchema,
  moveMemberBodySchema,
} from '../members/member-schemas.js';
import { operationObjectSchema } from '../operations/operation-object.js';

/** The schemas that have a name in the OpenAPI document: the same that validate and type the program. */
const SCHEMAS = {
  AddDepartmentMember: { schema: addMemberBodySchema, io: 'input' },
  DepartmentMember: { schema: departmentMemberSchema, io: 'output' },
  MoveDepartmentMember: { schema: moveMemberBodySchema, io: 'input' },
  DepartmentMemberPage: { schema: memberPageSchema, io: 'output' },
  MemberDepartment: { schema: memberDepartmentSchema, io: 'output' },
  MemberDepartmentPage: { schema: memberDepartmentPageSchema, io: 'output' },
  AuditEvent: { schema: auditEventSchema, io: 'output' },
  AuditEventPage: { schema: auditEventPageSchema, io: 'output' },
  Operation: { schema: operationObjectSchema, io: 'output' },
  Error: { schema: errorEnvelopeSchema, io: 'output' },
  ProblemDetails: { schema: problemDetailsSchema, io: 'output' },
} as const;

export type SchemaName = keyof typeof SCHEMAS;

export function schemaRef(name: SchemaName): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** A schema that has a name here is referred to by it wherever another one contains it. */
const registry = z.registry<{ id: string }>();
for (const [id, { schema }] of Object.entries(SCHEMAS)) registry.add(schema, { id });

/** OpenAPI 3.1 takes JSON Schema 2020-12 as it is; `$schema` and `$id` would only repeat what the document says. */
export function componentSchemas(): Record<SchemaName, object> {
  const entries = Object.entries(SCHEMAS).map(([name, { io }]) => {
    const { $schema: _, $id: __, ...json } = jsonSchemas(io)[name] ?? {};
    return [name, json];
  });
  return Object.fromEntries(entries);
}

function jsonSchemas(io: 'input' | 'output') {
  const uri = (id: string) => `#/components/schemas/${id}`;
  return z.toJSONSchema(registry, { target: 'draft-2020-12', io, uri }).schemas;
}
