import type { ErrorCode } from '@roster/domain';
import { formatTraceparent, type Logger, newTraceContext } from '@roster/runtime';
import { answerMessage } from '../messages/answer-message.js';
import type { Message } from '../messages/blocks.js';
import type { BotProcess } from '../telemetry/bot-process.js';
import type { SlackRequestProcessor } from './processor.js';
import { type Place, type RequestIntent, writeBody } from './stored-request.js';

/** Slack waits three seconds for an acknowledgement. Storing the request may take this many milliseconds of them. */
const WRITE_LIMIT_MS = 1_500;

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
   * Stores the request, acknowledges it and starts processing it. When Postgres does not answer in time, nothing is
   * acknowledged: the message to answer with is returned.
   */
  async take({ id, place, triggerId, intent }: IncomingRequest, ack: () => Promise<void>): Promise<Message | null> {
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
    const start = await this.within(receiving, { request: id, trace_id: traceId });
    if (start !== null) {
      await ack();
      void start().finally(() => end(200, null));
      return null;
    }
    this.self.slack.refused.inc();
    end(503, 'SERVICE_UNAVAILABLE');
    return answerMessage({ kind: 'error', code: 'SERVICE_UNAVAILABLE', traceId });
  }

  /** What starts the processing, or null when the request was not stored in time. */
  private async within(
    receiving: ReturnType<SlackRequestProcessor['receive']>,
    facts: { readonly request: string; readonly trace_id: string },
  ) {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), WRITE_LIMIT_MS);
    });
    try {
      const start = await Promise.race([receiving, late]);
      if (start !== null) return start;
      // It may be stored after all, and is then processed.
      receiving.then((start) => start()).catch(() => undefined);
      this.logger.warn(facts, 'a request was not stored in time');
    } catch (error) {
      this.logger.warn({ ...facts, error: String(error) }, 'a request was not stored');
    } finally {
      clearTimeout(timer);
    }
    return null;
  }
}
