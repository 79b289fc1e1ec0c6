import {
  isFenced,
  type NewSlackDelivery,
  type NewSlackRequest,
  type SlackInbox,
  type SlackRequest,
} from '@roster/database';
import { DomainError, type ErrorCode } from '@roster/domain';
import { BackgroundWork, isUnavailable, type Logger } from '@roster/runtime';
import type { Answer } from '../messages/answer.js';
import { unknownWorkspaceMessage } from '../messages/setup-message.js';
import { stepError } from '../messages/step-end.js';
import { TokenNotRenewed } from '../slack/installation-tokens.js';
import { respond } from '../slack/send.js';
import { isTokenRefused } from '../slack/workspace-client.js';
import type { SlackMetrics } from '../telemetry/slack-metrics.js';
import { callerOf, type Finished, type Handled, type HandleRequest, type Stage } from './context.js';
import { answerDelivery, noticeDelivery, stepDelivery } from './deliveries.js';
import type { MemberResolver } from './members.js';
import type { OutboxDispatcher } from './outbox-dispatcher.js';
import { type Place, readBody } from './stored-request.js';
import { unknownCallerAnswer } from './unknown-callers.js';

interface Ports {
  readonly inbox: SlackInbox;
  readonly members: MemberResolver;
  readonly handle: HandleRequest;
  readonly dispatcher: OutboxDispatcher;
  /** Shows App Home anew. It may fail: what is changed does not depend on it. */
  readonly refreshHome: (place: Place) => Promise<void>;
  readonly metrics: SlackMetrics;
  readonly logger: Logger;
}

/** A request that is stored. */
export interface ReceivedRequest {
  /**
   * Processes it. Resolves to whether it was answered; if not, it is processed again later. One that was stored before is
   * not processed: only a click on a button is answered again.
   */
  process(): Promise<boolean>;
  /** What is being done for it. */
  readonly stage: Stage;
}

const SWEEP_EVERY_MS = 1_000;
const SWEEP_SIZE = 10;
const RENEW_EVERY_MS = 10_000;

/** Attempts before a request that cannot be carried out is answered with an error: some hours. */
const MOST_ATTEMPTS = 1_000;
const LONGEST_SLEEP_S = 30;

/**
 * Processes the requests stored in Postgres: each as soon as it has arrived, and again from its row when its bot died or
 * its outcome was not known yet.
 */
export class SlackRequestProcessor extends BackgroundWork {
  protected readonly tasks = [
    { name: 'due requests were not read', intervalMs: SWEEP_EVERY_MS, run: () => this.sweep() },
    {
      name: 'leases were not renewed',
      intervalMs: RENEW_EVERY_MS,
      run: () => this.ports.inbox.renew([...this.running.keys()]),
    },
  ];
  private readonly running = new Map<string, Promise<boolean>>();
  private readonly refreshes = new Set<Promise<void>>();

  constructor(private readonly ports: Ports) {
    super(ports.logger);
  }

  /** Stores a request. Once the promise resolves, the request is safe in Postgres and may be acknowledged. */
  async receive(request: NewSlackRequest): Promise<ReceivedRequest> {
    const taken = await this.ports.inbox.receive(request);
    let stage: Stage = { kind: 'started' };
    const enter = (next: Stage) => {
      stage = next;
    };
    return {
      process: () => (taken ? this.run(taken, enter) : this.answerAgain(request).then(() => true)),
      get stage() {
        return stage;
      },
    };
  }

  /** Waits for the requests in progress. Unfinished ones stay in Postgres, for this bot or another. */
  override async close(): Promise<void> {
    await super.close();
    await Promise.all(this.running.values());
    await Promise.all(this.refreshes);
  }

  private run(request: SlackRequest, enter: (stage: Stage) => void = () => {}): Promise<boolean> {
    const running = this.running.get(request.id);
    if (running) return running;
    const work = this.process(request, enter)
      .catch((error: unknown) => {
        this.ports.logger.error({ err: error, ...logFields(request) }, 'a request will be tried again');
        return false;
      })
      .finally(() => this.running.delete(request.id));
    this.running.set(request.id, work);
    return work;
  }

  private async process(request: SlackRequest, enter: (stage: Stage) => void): Promise<boolean> {
    const { inbox, logger, dispatcher, metrics } = this.ports;
    const handled = await this.handle(request, enter).catch((error: unknown) => this.failed(request, error));
    if ('sleepSeconds' in handled) {
      await inbox.sleep(request.id, handled.sleepSeconds);
      return false;
    }
    const deliveries = messagesOf(request, handled);
    await inbox.finish(request.id, { answer: handled.answer, results: handled.effects, deliveries });
    dispatcher.wake();
    if (handled.effects && handled.effects.length > 0) this.refreshHome(request);
    const ms = Date.now() - request.created_at.getTime();
    metrics.answered(request.kind, handled.answer?.kind ?? 'none', ms);
    logger.info({ ...logFields(request), answer: handled.answer?.kind ?? 'none', ms }, 'request answered');
    return true;
  }

  /** Nobody waits for it, except when the bot stops. */
  private refreshHome(request: SlackRequest): void {
    const refresh: Promise<void> = this.ports
      .refreshHome(readBody(request).place)
      .catch((error: unknown) =>
        this.ports.logger.info({ ...logFields(request), error: String(error) }, 'App Home was not refreshed'),
      )
      .finally(() => this.refreshes.delete(refresh));
    this.refreshes.add(refresh);
  }

  private async handle(request: SlackRequest, enter: (stage: Stage) => void): Promise<Handled> {
    const { place, triggerId, intent, traceparent } = readBody(request);
    const sender = await this.ports.members.sender(place);
    if ('refusal' in sender) return { answer: unknownCallerAnswer(intent, sender.refusal) };
    const { workspace, member } = sender;
    const caller = callerOf(workspace, member, request.trace_id);
    return this.ports.handle(intent, { request, place, triggerId, traceparent, workspace, member, caller, enter });
  }

  /** An error of the catalogue is the answer. What is unreachable is waited for. Anything else is a bug. */
  private failed(request: SlackRequest, error: unknown): Handled {
    const { logger } = this.ports;
    if (error instanceof DomainError && error.code !== 'SERVICE_UNAVAILABLE') return errorAnswer(request, error.code);
    if (isFenced(error)) return errorAnswer(request, 'ORGANIZATION_MOVING');
    if (isTokenRefused(error)) return { answer: { kind: 'not_installed' }, beside: isDecision(request) };
    const temporary = isUnavailable(error) || isSlackUnavailable(error);
    if (temporary && request.attempts < MOST_ATTEMPTS) {
      logger.warn({ ...logFields(request), error: String(error) }, 'a request waits');
      return { sleepSeconds: Math.min(request.attempts, LONGEST_SLEEP_S) };
    }
    logger.error({ ...logFields(request), err: error }, 'a request failed');
    return errorAnswer(request, temporary ? 'SERVICE_UNAVAILABLE' : 'INTERNAL_ERROR');
  }

  /**
   * A second click on a button gets the first answer again. A second delivery of the same thing gets none: the first
   * answer is on its way, and Slack would show both.
   */
  private async answerAgain(request: NewSlackRequest): Promise<void> {
    const { inbox, dispatcher, metrics, logger } = this.ports;
    metrics.repeated.inc();
    try {
      const known = await inbox.find(request.id);
      if (known === null) return await this.answerUnknownCaller(request);
      logger.info({ ...logFields(request), finished: known.finished_at !== null }, 'a request was delivered again');
      const { triggerId, place } = readBody(request);
      if (!known.answer || readBody(known).triggerId === triggerId) return;
      const id = `${request.id}:again:${triggerId ?? place.since}`;
      const origin = { id, workspaceId: known.workspace_id, traceId: known.trace_id, place };
      await dispatcher.outbox.write([answerDelivery(origin, known.answer as unknown as Answer)]);
      dispatcher.wake();
    } catch (error) {
      logger.warn(
        { ...logFields(request), error: String(error) },
        'a request that was delivered again was not answered',
      );
    }
  }

  /** Of a workspace without the bot: in a channel shared over Slack Connect its people see the bot's messages, too. */
  private async answerUnknownCaller({ body }: NewSlackRequest): Promise<void> {
    const { place } = readBody({ body });
    const { text, blocks } = unknownWorkspaceMessage();
    const message = { text, blocks, response_type: 'ephemeral', replace_original: false };
    if (place.responseUrl !== null) await respond(place.responseUrl, message);
  }

  private async sweep(): Promise<void> {
    for (const request of await this.ports.inbox.leaseDue(SWEEP_SIZE)) void this.run(request);
  }
}

function messagesOf(request: SlackRequest, { answer, beside, step, notice }: Finished): NewSlackDelivery[] {
  const { id, workspace_id: workspaceId, trace_id: traceId } = request;
  const { intent, place } = readBody(request);
  if (intent.kind === 'workflow_step') {
    // Nobody has asked the bot anything: what would be an answer is the end of the step.
    const end = step ?? (answer && stepError(answer));
    const notices = notice ? [noticeDelivery({ id, workspaceId, traceId, place }, notice)] : [];
    if (end === null) return notices;
    const ended = { execution_id: intent.executionId, workspace_id: workspaceId, team_id: place.teamId };
    return [...notices, stepDelivery({ ...ended, trace_id: traceId }, end)];
  }
  const origin = { id, workspaceId, traceId, place };
  return answer === null ? [] : [answerDelivery(origin, answer, beside)];
}

function logFields({ id, team_id, trace_id, kind }: Pick<SlackRequest, 'id' | 'team_id' | 'trace_id' | 'kind'>) {
  return { request: id, team_id, trace_id, kind };
}

function errorAnswer(request: SlackRequest, code: ErrorCode): Finished {
  return { answer: { kind: 'error', code, traceId: request.trace_id }, beside: isDecision(request) };
}

/** Its message has buttons that may still be needed: an error does not replace them. */
function isDecision({ kind }: SlackRequest): boolean {
  return kind === 'decide';
}

/** Slack's rate limits and outages, as its client reports them: https://docs.slack.dev/tools/node-slack-sdk/web-api */
function isSlackUnavailable(error: unknown): boolean {
  if (error instanceof TokenNotRenewed) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['slack_webapi_request_error', 'slack_webapi_http_error', 'slack_webapi_rate_limited_error'].includes(code);
}
