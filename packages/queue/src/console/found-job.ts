import type { Job } from 'bullmq';
import { z } from 'zod';

/** The part of a payload that says what a job is about; what an older or newer version writes beside it does not matter. */
const commandSchema = z.looseObject({ operationId: z.string(), traceId: z.string() });
const payloadSchema = z.union([
  z.looseObject({ commands: z.array(commandSchema) }).transform(({ commands }) => commands),
  commandSchema.transform((bulk) => [bulk]),
]);

/** What to look for in the payloads of jobs: either of the two. */
export interface JobSearch {
  readonly operationIds?: readonly string[];
  readonly traceId?: string;
}

/** A job that carries what was looked for. */
export interface FoundJob {
  readonly queue: string;
  readonly id: string;
  readonly state: string;
  readonly operationIds: readonly string[];
  /** All commands that the job carries, those looked for included. */
  readonly commands: number;
  readonly attemptsMade: number;
  readonly stalls: number;
  readonly addedAt: Date;
  readonly processedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly failedReason: string | null;
}

/** The operations of the job's commands that fit; empty when it carries none, or cannot be read. */
export function matching(data: unknown, { operationIds = [], traceId }: JobSearch): string[] {
  const payload = payloadSchema.safeParse(data);
  if (!payload.success) return [];
  return payload.data
    .filter((command) => operationIds.includes(command.operationId) || command.traceId === traceId)
    .map((command) => command.operationId);
}

export async function describeJob(queue: string, job: Job, operationIds: readonly string[]): Promise<FoundJob> {
  const payload = payloadSchema.safeParse(job.data);
  return {
    queue,
    id: String(job.id),
    state: await job.getState(),
    operationIds,
    commands: payload.success ? payload.data.length : 0,
    attemptsMade: job.attemptsMade,
    stalls: job.stalledCounter ?? 0,
    addedAt: new Date(job.timestamp),
    processedAt: toDate(job.processedOn),
    finishedAt: toDate(job.finishedOn),
    failedReason: job.failedReason || null,
  };
}

function toDate(time: number | undefined): Date | null {
  return time ? new Date(time) : null;
}
