import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import {
  apiKeyIdSchema,
  DomainError,
  departmentIdSchema,
  type ErrorCode,
  operationIdSchema,
  organizationIdSchema,
  userIdSchema,
} from '@roster/domain';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';

type Params = Readonly<Record<string, string>>;

interface PathIdRule {
  readonly schema: z.ZodType;
  readonly code: ErrorCode;
  readonly details: readonly string[];
  /** Its name in the path, when that is another. */
  readonly param?: string;
}

/** For each id in a path: its form, and the error with which a missing one is answered. */
const PATH_IDS = {
  organization_id: { schema: organizationIdSchema, code: 'ORGANIZATION_NOT_FOUND', details: ['organization_id'] },
  department_id: { schema: departmentIdSchema, code: 'DEPARTMENT_NOT_FOUND', details: ['department_id'] },
  user_id: { schema: userIdSchema, code: 'DEPARTMENT_MEMBER_NOT_FOUND', details: ['user_id', 'department_id'] },
  key_id: { schema: apiKeyIdSchema, code: 'API_KEY_NOT_FOUND', details: ['key_id'] },
  /** A user of the organization who need not be in the department, or of no department in particular. */
  person_id: { schema: userIdSchema, code: 'MEMBER_NOT_FOUND', details: ['user_id'], param: 'user_id' },
  operation_id: { schema: operationIdSchema, code: 'OPERATION_NOT_FOUND', details: ['operation_id'] },
} as const satisfies Record<string, PathIdRule>;

/** An id in the path. One that cannot exist is answered like one that does not. */
export const PathId = createParamDecorator((name: keyof typeof PATH_IDS, context: ExecutionContext) => {
  const { params } = context.switchToHttp().getRequest<FastifyRequest<{ Params: Params }>>();
  const { schema, code, details, param = name }: PathIdRule = PATH_IDS[name];
  const parsed = schema.safeParse(params[param]);
  if (parsed.success) return parsed.data;
  throw new DomainError(code, Object.fromEntries(details.map((detail) => [detail, params[detail]])));
});
