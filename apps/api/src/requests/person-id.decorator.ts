import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { DomainError, userIdSchema } from '@roster/domain';
import type { FastifyRequest } from 'fastify';

/** The `user_id` of a path that is about a person and not about a membership. */
export const PersonId = createParamDecorator((_: undefined, context: ExecutionContext) => {
  const { params } = context.switchToHttp().getRequest<FastifyRequest<{ Params: { user_id: string } }>>();
  const parsed = userIdSchema.safeParse(params.user_id);
  if (parsed.success) return parsed.data;
  throw new DomainError('MEMBER_NOT_FOUND', { user_id: params.user_id });
});
