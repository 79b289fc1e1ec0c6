import type { ChangeOrigin } from '@roster/domain';
import { newTraceContext } from '@roster/runtime';
import type { FastifyRequest } from 'fastify';
import type { Services } from '../services.js';
import { sessionOf, sourceOfRequest } from './guard.js';

type Details = Readonly<Record<string, string>>;

interface OperatorAction {
  readonly action: string;
  readonly subject: string;
  readonly organizationId: string;
  readonly details?: Details;
}

/**
 * Carries out an action of the operator who asks. It is recorded before it is done, and how it ended after.
 *
 * @param detailsOf further details of what was done
 */
export async function recordAction<Result>(
  request: FastifyRequest,
  { events }: Services,
  action: OperatorAction,
  work: () => Promise<Result>,
  detailsOf?: (result: Result) => Details,
): Promise<Result> {
  const event = { ...action, operator: sessionOf(request).operator, address: sourceOfRequest(request) };
  await events.write({ ...event, outcome: 'begun' });
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    await events.write({ ...event, outcome: 'failed' });
    throw error;
  }
  const more = detailsOf && { details: { ...action.details, ...detailsOf(result) } };
  await events.write({ ...event, outcome: 'done', ...more });
  return result;
}

/** Without an address: the audit is the organization's, and that of its operators is in the console's own events. */
export function originOfOperator(request: FastifyRequest, traceId = newTraceContext().traceId): ChangeOrigin {
  return { actor: { type: 'operator', id: sessionOf(request).operator.id }, channel: 'system', traceId };
}
