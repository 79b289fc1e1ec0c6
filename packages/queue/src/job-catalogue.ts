import {
  membershipCommandSchema,
  operationIdSchema,
  organizationIdSchema,
  webhookEndpointIdSchema,
} from '@roster/domain';
import { type JobsOptions, UnrecoverableError } from 'bullmq';
import { z } from 'zod';

/** The most commands in one job, and in one transaction. */
export const MAX_COMMANDS_PER_BATCH = 64;

interface JobDefinition<Payload extends z.ZodType> {
  readonly queue: string;
  /** `area.verb`. Never renamed: jobs of the previous version are still in the queue at a deploy. */
  readonly name: string;
  readonly payload: Payload;
  readonly options: JobsOptions;
}

/** The queue of single membership changes. */
export const MEMBERSHIP_QUEUE = 'membership';

/** The queue of bulks. It is separate, so that single changes do not wait for bulks. */
export const BULK_QUEUE = 'membership-bulk';

/** The queue of webhooks. Receivers may be slow, and nothing else waits for them. */
export const WEBHOOK_QUEUE = 'webhooks';

/** Only faults of the infrastructure are retried: 0.2 s, doubled each time, jittered, for about 100 s in all. */
const RETRIES: JobsOptions = { attempts: 10, backoff: { type: 'exponential', delay: 200, jitter: 0.5 } };

/** Every job that can be on a queue. Producer and consumer are typed from it, and both parse the payload. */
export const JOB_CATALOGUE = {
  'membership.apply': {
    queue: MEMBERSHIP_QUEUE,
    name: 'membership.apply',
    payload: z.object({
      commands: z.array(membershipCommandSchema).min(1).max(MAX_COMMANDS_PER_BATCH),
      /** The gateway that waits for the outcomes. */
      replyTo: z.string(),
    }),
    options: { ...RETRIES, removeOnComplete: { count: 1_000 }, removeOnFail: { count: 10_000 } },
  },
  'membership.bulk': {
    queue: BULK_QUEUE,
    name: 'membership.bulk',
    /** The people to add are the items of the operation, in Postgres. */
    payload: z.object({ operationId: operationIdSchema, organizationId: organizationIdSchema, traceId: z.string() }),
    options: { ...RETRIES, removeOnComplete: { count: 1_000 }, removeOnFail: { count: 10_000 } },
  },
  'webhook.deliver': {
    queue: WEBHOOK_QUEUE,
    name: 'webhook.deliver',
    /** A lane of an endpoint, as it was leased. What is to be sent, and when again, is in Postgres. */
    payload: z.object({ endpointId: webhookEndpointIdSchema, lane: z.string(), lease: z.uuid() }),
    /** A job that fails is not retried: when its lease ends, the lane is due again. */
    options: { attempts: 1, removeOnComplete: { count: 100 }, removeOnFail: { count: 1_000 } },
  },
} as const satisfies Record<string, JobDefinition<z.ZodType>>;

export type JobName = keyof typeof JOB_CATALOGUE;
export type QueueName = (typeof JOB_CATALOGUE)[JobName]['queue'];
export type JobPayload<Name extends JobName> = z.infer<(typeof JOB_CATALOGUE)[Name]['payload']>;

/** @throws UnrecoverableError with the reason when the payload does not parse: the job then fails without a retry. */
export function parseJobPayload<Name extends JobName>(name: Name, data: unknown): JobPayload<Name> {
  const parsed = JOB_CATALOGUE[name].payload.safeParse(data);
  if (!parsed.success)
    throw new UnrecoverableError(`The payload of ${name} does not parse: ${z.prettifyError(parsed.error)}`);
  return parsed.data as JobPayload<Name>;
}
