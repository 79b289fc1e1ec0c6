import { DomainError, type ErrorCode } from '@roster/domain';
import { formatTraceparent, type Logger, newTraceContext } from '@roster/runtime';
import { answerMessage } from '../messages/answer-message.js';
import type { Message } from '../messages/blocks.js';
import type { BotProcess } from '../telemetry/bot-process.js';
import type { ReceivedRequest, SlackRequestProcessor } from './processor.js';
import { type Place, type RequestIntent, writeBody } from './stored-request.js';

/** Slack waits three seconds for an acknowledgement. Storing the request may take this many milliseconds of them. */
const WRITE_LIMIT_MS = 1_500;

/** A command that is not answered within this many milliseconds is acknowledged with what is being done for it. */
const STAGE_AFTER_MS = 1_000;

/** Acknowledges, with a message where Slack takes one. */
export type Acknowledge = (message?: Message) => Promise<void>;

export interface IncomingRequest {
  /** Derived from what the person did, so that a second delivery is the same request. */
  readonly id: string;
  readonly place: Place;
  readonly triggerId: string | null;
  readonly intent: RequestIntent;
}

/** Stores a request before Slack is told that it arrived. */
export class SlackRequestIntake {
  constructor(
    private readonly processor: SlackRequestProcessor,
    private readonly self: Pick<BotProcess, 'slack' | 'traces'>,
    private readonly logger: Logger,
  ) {}

  /**
   * Stores the request, acknowledges it and processes it. When Postgres does not answer in time, or the organization is moving
   * to another cell, nothing is acknowledged: the message to answer with is returned.
   *
   * The acknowledgement of a command may hold a message, and later answers do not replace it. So it says nothing when the
   * answer comes at once, and else what is being done: a person sees two messages at most.
   */
  async take({ id, place, triggerId, intent }: IncomingRequest, ack: Acknowledge): Promise<Message | null> {
    const since = performance.now();
    const span = this.self.traces?.begin();
    const context = span?.context ?? newTraceContext();
    const { traceId } = context;
    const traceparent = span && context.sampled ? { traceparent: formatTraceparent(context) } : {};
    const end = (status: number, errorCode: ErrorCode | null) =>
      span?.end({ name: `slack ${intent.kind}`, status, errorCode, attributes: { 'roster.slack.request': id } });
    const receiving = this.processor.receive({
      id,
      team_id: place.teamId,
      enterprise_id: place.enterpriseId,
      slack_user_id: place.slackUserId,
      kind: intent.kind,
      body: writeBody({ place, triggerId, intent, ...traceparent }),
      trace_id: traceId,
    });
    const received = await this.stored(receiving, { request: id, trace_id: traceId });
    if (typeof received !== 'string') {
      const processing = () => received.process().finally(() => end(200, null));
      if (intent.kind === 'command') {
        const answered = await within(STAGE_AFTER_MS - (performance.now() - since), processing());
        await ack(answered ? undefined : answerMessage(received.stage));
      } else {
        await ack();
        void processing();
      }
      return null;
    }
    this.self.slack.refused.inc();
    end(503, received);
    return answerMessage({ kind: 'error', code: received, traceId });
  }

  /** The code of the error when the request was not stored, or not in time. */
  private async stored(
    receiving: Promise<ReceivedRequest>,
    facts: { readonly request: string; readonly trace_id: string },
  ): Promise<ReceivedRequest | ErrorCode> {
    try {
      const received = await within(WRITE_LIMIT_MS, receiving);
      if (received !== null) return received;
      // It may be stored after all, and is then processed.
      receiving.then((late) => late.process()).catch(() => undefined);
      this.logger.warn(facts, 'a request was not stored in time');
    } catch (error) {
      this.logger.warn({ ...facts, error: String(error) }, 'a request was not stored');
      if (error instanceof DomainError) return error.code;
    }
    return 'SERVICE_UNAVAILABLE';
  }
}

/** Null when it takes longer than these milliseconds. */
async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
