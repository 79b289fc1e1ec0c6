import { randomUUID } from 'node:crypto';
import { type Json, optionsProblems } from './check-payload.js';
import type { Acknowledged, Attempt, Delivery, DeliveryKind } from './delivery.js';
import { findElement } from './elements.js';
import { escapedText } from './escape-text.js';
import type { Inbox, ShownMessage, ShownView } from './inbox.js';
import {
  commandPayload,
  eventPayload,
  interactionPayload,
  messageContainer,
  messageOf,
  type Scene,
  viewObject,
} from './payloads.js';
import type { ResponseBody, ResponseUrls } from './response-urls.js';
import type { AppSeed, UserSeed } from './seeds.js';
import { userObject } from './users.js';
import type { Refusal } from './web-api.js';
import { stepEvent, type WorkflowSteps } from './workflow-steps.js';
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
  readonly workflowSteps: WorkflowSteps;
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

  /** `/kick @roster`: the bot is no longer a member of the channel, and no event tells it. */
  removesBot(channel: string): void {
    this.workspace.botChannels.delete(this.workspace.channel(channel));
  }

  /** Types `/dept …`, which comes escaped as `should_escape` says. */
  async types(text: string, { channel = 'general' }: { channel?: string } = {}): Promise<Interaction> {
    const [, command = '/dept', rest = ''] = /^(\/\S+)\s*(.*)$/s.exec(text) ?? [];
    const channelId = this.workspace.channel(channel);
    const path = this.slack.responseUrls.issue({ teamId: this.workspace.id, channelId, userId: this.id });
    const triggerId = await this.trigger();
    const typed = { command, channel, triggerId, responseUrl: this.slack.url + path };
    const payload = commandPayload(this.scene, { ...typed, text: escapedText(rest, this.workspace) });
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
      const view = viewObject(this.scene, shown);
      const container = { type: 'view', view_id: shown.id };
      return this.interact({ type: 'block_actions', container, view, actions: [action] }, triggerId, null);
    }
    const { channelId, id } = shown;
    const path = this.slack.responseUrls.issue({ teamId: this.workspace.id, channelId, userId: this.id }, id);
    const content = { type: 'block_actions', ...messageContainer(this.scene, shown), actions: [action] };
    return this.interact({ ...content, response_url: this.slack.url + path }, triggerId, path);
  }

  /** Uses a global shortcut of the app: https://docs.slack.dev/interactivity/implementing-shortcuts */
  async usesShortcut(callbackId: string): Promise<Interaction> {
    const content = { type: 'shortcut', callback_id: callbackId, action_ts: String(Date.now() / 1000) };
    return this.interact(content, await this.trigger(), null);
  }

  /** Uses a message shortcut of the app on someone's message. */
  async usesMessageShortcut(
    callbackId: string,
    { author, channel = 'general' }: { author: SlackUser; channel?: string },
  ): Promise<Interaction> {
    const message = messageOf(author, 'Hello, I am new here');
    const channelId = this.workspace.channel(channel);
    const path = this.slack.responseUrls.issue({ teamId: this.workspace.id, channelId, userId: this.id });
    const content = {
      type: 'message_action',
      callback_id: callbackId,
      action_ts: String(Date.now() / 1000),
      message_ts: message.ts,
      message,
      channel: { id: channelId, name: channel },
      response_url: this.slack.url + path,
    };
    return this.interact(content, await this.trigger(), path);
  }

  /** Submits a modal; `values` by block id and action id, as in `view.state.values`. */
  async submits(shown: ShownView, values: Readonly<Record<string, Json>>): Promise<Interaction> {
    const view = viewObject(this.scene, shown, values);
    const triggerId = await this.trigger(shown.id);
    const done = await this.interact({ type: 'view_submission', view, response_urls: [] }, triggerId, null);
    this.afterSubmission(shown, done.acknowledged.body);
    return done;
  }

  /** Types into an external select, and reads what it offers. */
  async searches(shown: ShownView, label: string, text: string): Promise<Option[]> {
    const { element, blockId } = findElement(blocksOf(shown), label);
    const view = viewObject(this.scene, shown);
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
    const home = this.views.find(({ view }) => view.type === 'home');
    const view = home ? { view: viewObject(this.scene, home) } : {};
    const channel = `D${this.id.slice(1)}`;
    return this.event({ type: 'app_home_opened', user: this.id, tab: 'home', channel, ...view });
  }

  /** Changes the profile: Slack knows it at once, and tells the app with `user_change`. */
  changesProfile(change: Partial<UserSeed>): Promise<Interaction> {
    const user = { ...this.user, ...change, updated: Math.floor(Date.now() / 1000) };
    this.workspace.put(user);
    return this.event({ type: 'user_change', user: userObject(user, this.workspace), cache_ts: user.updated });
  }

  /** A workflow comes to the app's step; nobody is named as the one who acts. */
  async workflowRuns(callbackId: string, inputs: Json): Promise<Interaction & { readonly executionId: string }> {
    const executionId = this.slack.workflowSteps.begin();
    const event = stepEvent(this.slack.app, callbackId, executionId, inputs);
    return { ...(await this.event(event)), executionId };
  }

  /** Anything else that Slack tells an app of: `app_uninstalled`, `tokens_revoked`, … */
  event(event: Json): Promise<Interaction> {
    return this.deliver('events_api', eventPayload(this.scene, event), '', null);
  }

  private get scene(): Scene {
    return { app: this.slack.app, workspace: this.workspace, user: this.user };
  }

  private interact(content: Json, triggerId: string | null, path: string | null): Promise<Interaction> {
    return this.deliver('interactive', interactionPayload(this.scene, content, triggerId), triggerId ?? '', path);
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
