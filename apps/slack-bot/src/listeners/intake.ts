import type { NewSlackRequest } from '@roster/database';
import type { ErrorCode } from '@roster/domain';
import { formatTraceparent, type Logger, newTraceContext } from '@roster/runtime';
import type { RequestDesk } from '../requests/request-desk.js';
import type { Place, RequestBody, Wish } from '../requests/wish.js';
import type { BotProcess } from '../signals/bot-process.js';

/** Slack waits three seconds for an acknowledgement. Postgres gets so many milliseconds of them. */
const WRITE_LIMIT_MS = 1_500;

/** Taken: acknowledge, then let it go on. Refused: Postgres is away, and nothing will come of it unless told otherwise. */
export type Intake =
  | { readonly kind: 'taken'; readonly go: () => void }
  | { readonly kind: 'refused'; readonly traceId: string };

interface Incoming {
  /** Follows from what was done, so that the same thing that comes twice is one request. */
  readonly id: string;
  readonly place: Place;
  readonly triggerId: string | null;
  readonly wish: Wish;
}

/** Writes down what came in before Slack is told that it arrived. */
export class Reception {
  constructor(
    private readonly desk: RequestDesk,
    private readonly self: Pick<BotProcess, 'slack' | 'traces'>,
    private readonly logger: Logger,
  ) {}

  async take({ id, place, triggerId, wish }: Incoming): Promise<Intake> {
    const span = this.self.traces?.begin();
    const context = span?.context ?? newTraceContext();
    const { traceId } = context;
    const body: RequestBody = {
      place,
      triggerId,
      wish,
      ...(span && context.sampled ? { traceparent: formatTraceparent(context) } : {}),
    };
    const ends = (status: number, errorCode: ErrorCode | null) =>
      span?.end({ name: `slack ${wish.kind}`, status, errorCode, attributes: { 'roster.slack.request': id } });
    const request: NewSlackRequest = {
      id,
      team_id: place.teamId,
      enterprise_id: place.enterpriseId,
      slack_user_id: place.slackUserId,
      kind: wish.kind,
      body,
      trace_id: traceId,
    };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), WRITE_LIMIT_MS);
    });
    const receiving = this.desk.receive(request);
    try {
      const go = await Promise.race([receiving, late]);
      if (go !== null) return { kind: 'taken', go: () => void go().finally(() => ends(200, null)) };
      // It was not refused, only slow: should it be written after all, it is carried out.
      receiving.then((goOn) => goOn()).catch(() => undefined);
      this.logger.warn({ request: id, trace_id: traceId }, 'Postgres took too long to take a request');
    } catch (error) {
      this.logger.warn({ request: id, trace_id: traceId, error: String(error) }, 'a request was not taken');
    } finally {
      clearTimeout(timer);
    }
    this.self.slack.requestRefused();
    ends(503, 'SERVICE_UNAVAILABLE');
    return { kind: 'refused', traceId };
  }
}
