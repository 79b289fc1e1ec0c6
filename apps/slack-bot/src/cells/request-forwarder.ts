import { DomainError } from '@roster/domain';
import { type Logger, newTraceContext, withTimeLimit } from '@roster/runtime';
import type { BufferedIncomingMessage, ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';
import { answerMessage } from '../messages/answer-message.js';
import type { SlackMetrics } from '../telemetry/slack-metrics.js';
import { refuseRequest } from './refuse-request.js';
import type { Answering, SlackWorkspace, WorkspaceCells } from './workspace-cells.js';

/** Slack waits three seconds. The other bot answers within about 1.5 s, also when its Postgres is silent. */
const ANSWER_WITHIN_MS = 2_500;

/** How much of that finding the cell may take, in milliseconds. */
const FIND_WITHIN_MS = 800;

/** Tells the other bot to answer itself, so that two bots never pass a request to and fro. */
const PASSED_ON = 'roster-passed-on';

/** What the other bot needs to check Slack's signature, and to recognize a second delivery. */
const KEPT_HEADERS = [
  'content-type',
  'x-slack-signature',
  'x-slack-request-timestamp',
  'x-slack-retry-num',
  'x-slack-retry-reason',
];

/** The workspace in commands and events, and in interactions. */
const workspaceSchema = z.object({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  team: z.object({ id: z.string() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  user: z.object({ team_id: z.string().nullish() }).nullish(),
});

interface Ports {
  readonly cells: Pick<WorkspaceCells, 'find' | 'findHere'>;
  readonly metrics: Pick<SlackMetrics, 'passedOn'>;
  readonly logger: Logger;
}

/**
 * Passes requests of workspaces in other cells on to the bots there: an app has one request URL, so Slack sends all of them
 * to one cell. The body and Slack's signature stay as they are, and the answer of the other bot is the answer to Slack.
 */
export class RequestForwarder {
  constructor(private readonly ports: Ports) {}

  /**
   * Resolves to whether the request was answered; if not, this bot is to answer it.
   *
   * @throws Error for an event that was not passed on, or whose organization is moving: without an acknowledgement, Slack
   * delivers it again
   */
  async answer(event: ReceiverEvent): Promise<boolean> {
    const request: BufferedIncomingMessage | undefined = event.customProperties?.request;
    const workspace = workspaceOf(event.body);
    if (request === undefined || workspace === null) return false;
    const isEvent = event.body.type === 'event_callback';
    const wasPassedOn = PASSED_ON in request.headers;
    // Storing a command or a click finds out by itself that the organization is moving.
    if (wasPassedOn && !isEvent) return false;
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    let answer: unknown;
    try {
      const answering = await this.find(workspace, wasPassedOn);
      // This bot tells people that their organization is moving. What an event changes would not move along.
      if (answering.by === 'nobody' && isEvent) throw new DomainError('ORGANIZATION_MOVING', {});
      if (answering.by !== 'other_bot') return false;
      answer = await passOn(request, answering.url, signal);
    } catch (error) {
      await this.refuse(event, workspace, error);
      return true;
    }
    this.ports.metrics.passedOn.inc({ end: 'answered' });
    await event.ack(answer);
    return true;
  }

  private find(workspace: SlackWorkspace, wasPassedOn: boolean): Promise<Answering> {
    const { cells } = this.ports;
    const late = () => new Error('the cell of a workspace was not found in time');
    return withTimeLimit(wasPassedOn ? cells.findHere(workspace) : cells.find(workspace), FIND_WITHIN_MS, late);
  }

  private async refuse(event: ReceiverEvent, workspace: SlackWorkspace, error: unknown): Promise<void> {
    const { metrics, logger } = this.ports;
    const { traceId } = newTraceContext();
    const facts = { team_id: workspace.teamId, trace_id: traceId };
    if (error instanceof DomainError && error.code === 'ORGANIZATION_MOVING') {
      metrics.passedOn.inc({ end: 'left' });
      logger.info(facts, 'an event was left for Slack to deliver again: its organization is moving');
      throw error;
    }
    metrics.passedOn.inc({ end: 'failed' });
    logger.warn({ ...facts, error: String(error) }, 'a request was not passed on to its cell');
    if (event.body.type === 'event_callback') throw error;
    await refuseRequest(event, answerMessage({ kind: 'error', code: 'SERVICE_UNAVAILABLE', traceId }));
  }
}

function workspaceOf(body: unknown): SlackWorkspace | null {
  const { data } = workspaceSchema.safeParse(body);
  const teamId = data?.team_id ?? data?.team?.id ?? data?.user?.team_id;
  if (!teamId) return null;
  return { teamId, enterpriseId: data?.enterprise_id ?? data?.enterprise?.id ?? null };
}

/** What the other bot acknowledges with. @throws Error when it does not, or not in time */
async function passOn({ headers, rawBody }: BufferedIncomingMessage, url: string, signal: AbortSignal) {
  const kept = KEPT_HEADERS.flatMap((name): [string, string][] => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  const response = await fetch(url, {
    method: 'POST',
    headers: [...kept, [PASSED_ON, '1']],
    body: rawBody,
    redirect: 'error',
    signal,
  });
  if (!response.ok) throw new Error(`${url} answered with status ${response.status}`);
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return isJson ? response.json() : response.text();
}
