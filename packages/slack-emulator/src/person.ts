import { randomBytes, randomUUID } from 'node:crypto';
import { type Json, optionsProblems } from './check-payload.js';
import type { Acknowledged, Attempt, Delivery, DeliveryKind } from './delivery.js';
import { findElement } from './elements.js';
import { escapedText } from './escape-text.js';
import type { Inbox, ShownMessage, ShownView } from './inbox.js';
import type { ResponseBody, ResponseUrls } from './response-urls.js';
import type { AppSeed, UserSeed } from './seeds.js';
import { userObject } from './users.js';
import type { Refusal } from './web-api.js';
import type { SlackUser, Workspace } from './workspace.js';

/** What a person needs of Slack. */
export interface PersonSlack {
  readonly app: AppSeed;
  readonly url: string;
  readonly inbox: Inbox;
  readonly responseUrls: ResponseUrls;
  readonly refusals: Refusal[];
  readonly triggers: Map<string, string>;
  readonly deliveries: Delivery;
}

/** Something that a person did, with the app's acknowledgement. */
export interface Interaction {
  readonly triggerId: string;
  readonly acknowledged: Acknowledged;
  /** Slack delivers the very same thing again. */
  again(attempt?: Attempt): Promise<Acknowledged>;
}

interface Option {
  readonly text: string;
  readonly value: string;
  readonly description: string | null;
}

/** Someone who uses Slack. What they do goes to the app as Slack would send it. */
export class Person {
  constructor(
    private readonly slack: PersonSlack,
    private readonly workspace: Workspace,
    readonly user: SlackUser,
  ) {}

  get id(): string {
    return this.user.id;
  }

  /** How Slack writes a mention of this person for an app that has `should_escape`. */
  get mention(): string {
    return `<@${this.id}|${this.user.name}>`;
  }

  /** What is on this person's screen. */
  get messages(): readonly ShownMessage[] {
    return this.slack.inbox.seenBy(this.id).filter(({ teamId }) => teamId === this.workspace.id);
  }

  get views(): readonly ShownView[] {
    return this.slack.inbox.views.filter(({ userId }) => userId === this.id);
  }

  /** `/invite @roster`, which Slack itself carries out. */
  invitesBot(channel: string): void {
    this.workspace.botChannels.add(this.workspace.channel(channel));
  }

  /** Types `/dept …`, which comes escaped as `should_escape` says. */
  async types(text: string, { channel = 'general' }: { channel?: string } = {}): Promise<Interaction> {
    const [, command = '/dept', rest = ''] = /^(\/\S+)\s*(.*)$/s.exec(text) ?? [];
    const channelId = this.workspace.channel(channel);
    const path = this.slack.responseUrls.issue({ teamId: this.workspace.id, channelId, userId: this.id });
    const triggerId = await this.trigger();
    const payload = {
      token: 'deprecated',
      team_id: this.workspace.id,
      team_domain: this.workspace.seed.name.toLowerCase(),
      channel_id: channelId,
      channel_name: channel,
      user_id: this.id,
      user_name: this.user.name,
      command,
      text: escapedText(rest, this.workspace),
      api_app_id: this.slack.app.id,
      is_enterprise_install: 'false',
      response_url: this.slack.url + path,
      trigger_id: triggerId,
    };
    return this.deliver('slash_commands', payload, triggerId, path);
  }

  /** Reloads Slack: messages that only this person could see are gone, and forms are closed. */
  reloads(): void {
    this.slack.inbox.reload(this.id);
    for (const { id, view } of this.views) if (view.type === 'modal') this.slack.inbox.close(id);
  }

  /** Clicks the button with this label, or this action id, on a message or a view. */
  async clicks(shown: ShownMessage | ShownView, label: string): Promise<Interaction> {
    const { element, blockId } = findElement(blocksOf(shown), label);
    return this.acts(shown, {
      type: 'button',
      action_id: element.action_id,
      block_id: blockId,
      text: element.text,
      value: element.value,
      action_ts: String(Date.now() / 1000),
    });
  }

  /** `action` is an entry of `actions` of a `block_actions` payload. */
  private async acts(shown: ShownMessage | ShownView, action: Json): Promise<Interaction> {
    const viewId = 'view' in shown ? shown.id : undefined;
    const triggerId = await this.trigger(viewId);
    if ('view' in shown) {
      const container = { type: 'view', view_id: shown.id };
      const view = { ...shown.view, id: shown.id };
      return this.interact({ type: 'block_actions', container, view, actions: [action] }, triggerId, null);
    }
    const { channelId, id, text, blocks, place } = shown;
    const path = this.slack.responseUrls.issue({ teamId: this.workspace.id, channelId, userId: this.id }, id);
    const payload = {
      type: 'block_actions',
      container: { type: 'message', message_ts: id, channel_id: channelId, is_ephemeral: place === 'ephemeral' },
      channel: { id: channelId, name: this.workspace.channelName(channelId) },
      ...(place === 'ephemeral' ? {} : { message: { type: 'message', ts: id, text, blocks } }),
      response_url: this.slack.url + path,
      actions: [action],
    };
    return this.interact(payload, triggerId, path);
  }

  /** Submits a modal; `values` by block id and action id, as in `view.state.values`. */
  async submits(shown: ShownView, values: Readonly<Record<string, Json>>): Promise<Interaction> {
    const view = { ...shown.view, id: shown.id, state: { values } };
    const triggerId = await this.trigger(shown.id);
    const done = await this.interact({ type: 'view_submission', view, response_urls: [] }, triggerId, null);
    this.afterSubmission(shown, done.acknowledged.body);
    return done;
  }

  /** Types into an external select, and reads what it offers. */
  async searches(shown: ShownView, label: string, text: string): Promise<Option[]> {
    const { element, blockId } = findElement(blocksOf(shown), label);
    const view = { ...shown.view, id: shown.id };
    const container = { type: 'view', view_id: shown.id };
    const payload = {
      type: 'block_suggestion',
      action_id: element.action_id,
      block_id: blockId,
      value: text,
      view,
      container,
    };
    const { acknowledged } = await this.interact(payload, null, null);
    const answer = (acknowledged.body || { options: [] }) as { options: Json[] };
    const problems = optionsProblems(answer);
    if (problems.length > 0) this.slack.refusals.push({ method: 'block_suggestion', problems, payload: answer });
    return answer.options.map((option) => ({
      text: String((option.text as Json).text),
      value: String(option.value),
      description: option.description ? String((option.description as Json).text) : null,
    }));
  }

  /** Opens the app's Home tab. */
  opensHome(): Promise<Interaction> {
    return this.event({ type: 'app_home_opened', user: this.id, tab: 'home', channel: `D${this.id.slice(1)}` });
  }

  /** Changes the profile: Slack knows it at once, and tells the app with `user_change`. */
  changesProfile(change: Partial<UserSeed>): Promise<Interaction> {
    const user = { ...this.user, ...change, updated: Math.floor(Date.now() / 1000) };
    this.workspace.put(user);
    return this.event({ type: 'user_change', user: userObject(user, this.workspace), cache_ts: user.updated });
  }

  /** Anything else that Slack tells an app of: `app_uninstalled`, `tokens_revoked`, … */
  event(event: Json): Promise<Interaction> {
    const payload = {
      type: 'event_callback',
      token: 'deprecated',
      team_id: this.workspace.id,
      api_app_id: this.slack.app.id,
      event_id: `Ev${randomBytes(6).toString('hex').toUpperCase()}`,
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [
        { enterprise_id: null, team_id: this.workspace.id, user_id: this.workspace.botUserId, is_bot: true },
      ],
      event: { event_ts: String(Date.now() / 1000), ...event },
    };
    return this.deliver('events_api', payload, '', null);
  }

  private async interact(content: Json, triggerId: string | null, path: string | null): Promise<Interaction> {
    const payload = {
      ...content,
      token: 'deprecated',
      api_app_id: this.slack.app.id,
      team: { id: this.workspace.id, domain: this.workspace.seed.name.toLowerCase() },
      user: { id: this.id, username: this.user.name, name: this.user.name, team_id: this.user.teamId },
      enterprise: null,
      is_enterprise_install: false,
      ...(triggerId === null ? {} : { trigger_id: triggerId }),
    };
    return this.deliver('interactive', payload, triggerId ?? '', path);
  }

  private async deliver(
    kind: DeliveryKind,
    payload: Json,
    triggerId: string,
    path: string | null,
  ): Promise<Interaction> {
    const envelopeId = randomUUID();
    const send = async (attempt: Attempt) => {
      const acknowledged = await this.slack.deliveries.deliver(kind, payload, { envelopeId, ...attempt });
      const message = messageIn(acknowledged.body);
      if (path !== null && acknowledged.status === 200 && message) this.slack.responseUrls.acknowledged(path, message);
      return acknowledged;
    };
    const acknowledged = await send({});
    return {
      triggerId,
      acknowledged,
      again: (attempt = { retryNumber: 1 }) => send(attempt),
    };
  }

  private async trigger(viewId?: string): Promise<string> {
    const triggerId = await this.workspace.trigger(this.id, viewId);
    this.slack.triggers.set(triggerId, this.id);
    return triggerId;
  }

  /** https://docs.slack.dev/surfaces/modals#handling_submissions: nothing closes it; errors leave it open. */
  private afterSubmission(shown: ShownView, body: unknown): void {
    const answer = (typeof body === 'object' && body !== null ? body : {}) as Json;
    if (answer.response_action !== 'errors') this.slack.inbox.close(shown.id);
  }
}

function blocksOf(shown: ShownMessage | ShownView): readonly Json[] {
  return 'view' in shown ? (shown.view.blocks as Json[]) : shown.blocks;
}

/** An acknowledgement may be a message: a text, or an object with text or blocks. */
function messageIn(body: unknown): ResponseBody | null {
  if (typeof body === 'string') return body === '' ? null : { text: body };
  if (typeof body === 'object' && body !== null && ('text' in body || 'blocks' in body)) return body as ResponseBody;
  return null;
}
