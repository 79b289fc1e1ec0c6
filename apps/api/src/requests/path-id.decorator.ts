import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import {
  apiKeyIdSchema,
  DomainError,
  departmentIdSchema,
  operationIdSchema,
  organizationIdSchema,
  userIdSchema,
} from '@roster/domain';
import type { FastifyRequest } from 'fastify';

type Params = Readonly<Record<string, string>>;

/** For each id in a path: its form, and the error with which a missing one is answered. */
const PATH_IDS = {
  organization_id: { schema: organizationIdSchema, code: 'ORGANIZATION_NOT_FOUND', details: ['organization_id'] },
  department_id: { schema: departmentIdSchema, code: 'DEPARTMENT_NOT_FOUND', details: ['department_id'] },
  user_id: { schema: userIdSchema, code: 'DEPARTMENT_MEMBER_NOT_FOUND', details: ['user_id', 'department_id'] },
  key_id: { schema: apiKeyIdSchema, code: 'API_KEY_NOT_FOUND', details: ['key_id'] },
  operation_id: { schema: operationIdSchema, code: 'OPERATION_NOT_FOUND', details: ['operation_id'] },
} as const;

/** An id in the path. One that cannot exist is answered like one that does not. */
export const PathId = createParamDecorator((name: keyof typeof PATH_IDS, context: ExecutionContext) => {
  const { params } = context.switchToHttp().getRequest<FastifyRequest<{ Params: Params }>>();
  const { schema, code, details } = PATH_IDS[name];
  const parsed = schema.safeParse(params[name]);
  if (parsed.success) return parsed.data;
  throw new DomainError(code, Object.fromEntries(details.map((detail) => [detail, params[detail]])));
});
