import type { NewSlackDelivery, NewSlackRequest, SlackChannelLinks, SlackInbox, SlackRequest } from '@roster/database';
import { DomainError } from '@roster/domain';
import { isUnavailable, type Logger } from '@roster/runtime';
import type { Answer } from '../answers/answer.js';
import { composeAnnouncements, composeAnswer } from '../deliveries/compose.js';
import type { Postman } from '../deliveries/postman.js';
import type { Workspaces } from '../installations/workspaces.js';
import type { BoundWorkspace, People } from '../people/people.js';
import type { SlackMetrics } from '../signals/slack-metrics.js';
import type { Handler } from './handle.js';
import { callerOf, type Ending, type Handled, type Visit } from './visit.js';
import { bodyOf } from './wish.js';

interface Ports {
  readonly inbox: SlackInbox;
  readonly workspaces: Workspaces;
  readonly people: People;
  readonly handler: Handler;
  readonly links: SlackChannelLinks;
  readonly postman: Postman;
  readonly metrics: SlackMetrics;
  readonly logger: Logger;
}

const SWEEP_EVERY_MS = 1_000;
const SWEEP_SIZE = 10;
const RENEW_EVERY_MS = 10_000;

/** Requests that cannot be carried out for so long, in tries, are answered with an error: some hours. */
const MOST_ATTEMPTS = 1_000;
const LONGEST_SLEEP_S = 30;

/**
 * Carries out what people asked for, from its row in Postgres: at once after it came in, and again from there when the
 * bot that was at it died, or when the outcome was not known yet.
 */
export class RequestDesk {
  private readonly running = new Map<string, Promise<void>>();
  private timers: NodeJS.Timeout[] = [];
  private sweeping: Promise<void> | null = null;
  private stopped = false;

  constructor(private readonly ports: Ports) {}

  start(): void {
    this.timers = [
      setInterval(() => {
        this.sweeping ??= this.sweep().finally(() => {
          this.sweeping = null;
        });
      }, SWEEP_EVERY_MS),
      setInterval(() => void this.renew(), RENEW_EVERY_MS),
    ];
  }

  /**
   * Takes a request in: when the promise resolves it is safe in Postgres, and whoever sent it may be told so. What came
   * before is answered again with the same answer. Going on resolves when this bot is through with it for now.
   */
  async receive(request: NewSlackRequest): Promise<() => Promise<void>> {
    const taken = await this.ports.inbox.receive(request);
    return () => (taken ? this.run(taken) : this.answerAgain(request));
  }

  /** Finishes what is in hand. What is not finished stays in Postgres, for this bot or another. */
  async close(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearInterval(timer);
    await this.sweeping;
    await Promise.all(this.running.values());
  }

  private run(request: SlackRequest): Promise<void> {
    const running = this.running.get(request.id);
    if (running) return running;
    const work = this.carryOut(request)
      .catch((error: unknown) => this.ports.logger.error({ err: error, ...facts(request) }, 'a request is tried again'))
      .finally(() => this.running.delete(request.id));
    this.running.set(request.id, work);
    return work;
  }

  private async carryOut(request: SlackRequest): Promise<void> {
    const { inbox, logger, postman, metrics } = this.ports;
    const handled = await this.handle(request).catch((error: unknown) => this.failed(request, error));
    if ('sleepSeconds' in handled) return inbox.sleep(request.id, handled.sleepSeconds);
    const deliveries = await this.messages(request, handled);
    await inbox.finish(request.id, { answer: handled.answer, results: handled.record, deliveries });
    postman.wake();
    const ms = Date.now() - request.created_at.getTime();
    metrics.answered(request.kind, handled.answer?.kind ?? 'none', ms);
    logger.info({ ...facts(request), answer: handled.answer?.kind ?? 'none', ms }, 'request answered');
  }

  private async handle(request: SlackRequest): Promise<Handled> {
    const { place, triggerId, wish, traceparent } = bodyOf(request);
    const workspace = await this.ports.workspaces.find(place.teamId, place.enterpriseId);
    if (workspace === null) return { answer: null };
    const { organizationId } = workspace;
    if (organizationId === null) return { answer: { kind: 'unbound' } };
    const bound: BoundWorkspace = { ...workspace, organizationId };
    const asking = await this.ports.people.identify(bound, place.slackUserId);
    if (asking.person === null) return { answer: { kind: 'stranger', reason: asking.refusal } };
    if (!asking.person.active) return { answer: { kind: 'stranger', reason: 'deactivated_in_roster' } };
    const caller = callerOf(bound, asking.person, request.trace_id);
    const visit: Visit = { request, place, triggerId, traceparent, workspace: bound, person: asking.person, caller };
    return this.ports.handler.handle(wish, visit);
  }

  /** An error of the catalogue is an answer. What is out of reach is waited for; all else is a bug of ours. */
  private failed(request: SlackRequest, error: unknown): Handled {
    const { logger } = this.ports;
    if (error instanceof DomainError && error.code !== 'SERVICE_UNAVAILABLE')
      return { answer: this.error(request, error.code) };
    const passing = isUnavailable(error) || isSlackAway(error);
    if (passing && request.attempts < MOST_ATTEMPTS) {
      logger.warn({ ...facts(request), error: String(error) }, 'a request waits');
      return { sleepSeconds: Math.min(request.attempts, LONGEST_SLEEP_S) };
    }
    logger.error({ ...facts(request), err: error }, 'a request failed');
    return { answer: this.error(request, passing ? 'SERVICE_UNAVAILABLE' : 'INTERNAL_ERROR') };
  }

  private error(request: SlackRequest, code: Extract<Answer, { kind: 'error' }>['code']): Answer {
    return { kind: 'error', code, traceId: request.trace_id };
  }

  private async messages(request: SlackRequest, { answer, announce }: Ending): Promise<NewSlackDelivery[]> {
    const { place } = bodyOf(request);
    const origin = { id: request.id, workspaceId: request.workspace_id, traceId: request.trace_id, place };
    const messages = answer === null ? [] : [composeAnswer(origin, answer)];
    if (!announce) return messages;
    const workspace = await this.ports.workspaces.find(place.teamId, place.enterpriseId);
    if (!workspace?.organizationId) return messages;
    const { workspaceId, organizationId } = workspace;
    const channels = await this.ports.links.announcedIn(workspaceId, organizationId, announce.department.id);
    return [...messages, ...composeAnnouncements(origin, announce, channels)];
  }

  /** A delivery that came twice, or a button that was clicked twice: the first answer once more, and nothing else. */
  private async answerAgain(request: NewSlackRequest): Promise<void> {
    const { inbox, postman, metrics, logger } = this.ports;
    metrics.requestRepeated();
    try {
      const known = await inbox.find(request.id);
      logger.info({ ...facts(request), finished: known?.finished_at !== null }, 'a request came again');
      if (!known?.answer) return;
      const again = bodyOf({ ...known, body: request.body });
      const id = `${request.id}:again:${again.triggerId ?? again.place.since}`;
      const origin = { id, workspaceId: known.workspace_id, traceId: known.trace_id, place: again.place };
      await postman.outbox.write([composeAnswer(origin, known.answer as unknown as Answer)]);
      postman.wake();
    } catch (error) {
      logger.warn({ ...facts(request), error: String(error) }, 'a request that came again was not answered');
    }
  }

  private async sweep(): Promise<void> {
    try {
      const due = await this.ports.inbox.leaseDue(SWEEP_SIZE);
      for (const request of due) if (!this.stopped) void this.run(request);
    } catch (error) {
      this.ports.logger.warn({ error: String(error) }, 'requests wait');
    }
  }

  private async renew(): Promise<void> {
    const ids = [...this.running.keys()];
    if (ids.length === 0) return;
    await this.ports.inbox.renew(ids).catch((error: Error) => {
      this.ports.logger.warn({ error: error.message }, 'leases of requests were not renewed');
    });
  }
}

function facts({ id, team_id, trace_id, kind }: Pick<SlackRequest, 'id' | 'team_id' | 'trace_id' | 'kind'>) {
  return { request: id, team_id, trace_id, kind };
}

/** Slack's own limits and outages, as its client tells of them: https://docs.slack.dev/tools/node-slack-sdk/web-api */
function isSlackAway(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['slack_webapi_request_error', 'slack_webapi_http_error', 'slack_webapi_rate_limited_error'].includes(code);
}
