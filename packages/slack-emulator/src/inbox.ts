import { EventEmitter } from 'node:events';
import type { Json } from './check-payload.js';

/** A message on the screens of those who see it. */
export interface ShownMessage {
  /** Slack's `ts`, unique within an inbox. */
  readonly id: string;
  readonly teamId: string;
  readonly channelId: string;
  /** `ephemeral` and `direct` are for one person, `channel` for all of the channel. */
  readonly place: 'ephemeral' | 'direct' | 'channel';
  /** The only person who sees it; null in a channel. */
  readonly userId: string | null;
  readonly text: string;
  readonly blocks: readonly Json[];
  /** How often it was replaced. */
  readonly revision: number;
  readonly deleted: boolean;
}

/** A modal or App Home on one person's screen. */
export interface ShownView {
  readonly id: string;
  readonly teamId: string;
  readonly userId: string;
  readonly view: Json;
  readonly revision: number;
  readonly closed: boolean;
}

type Content = Pick<ShownMessage, 'text' | 'blocks'>;

const PATIENCE = 15_000;

/** Everything that people see of the app, oldest first. */
export class Inbox {
  private readonly shown = new Map<string, ShownMessage>();
  private readonly shownViews = new Map<string, ShownView>();
  private readonly changes = new EventEmitter().setMaxListeners(0);
  private counter = 0;

  /** Without those that were deleted. */
  get messages(): readonly ShownMessage[] {
    return [...this.shown.values()].filter(({ deleted }) => !deleted);
  }

  get views(): readonly ShownView[] {
    return [...this.shownViews.values()].filter(({ closed }) => !closed);
  }

  /** What one person sees, with what everyone in a channel sees. */
  seenBy(userId: string): readonly ShownMessage[] {
    return this.messages.filter((message) => message.userId === null || message.userId === userId);
  }

  post(message: Omit<ShownMessage, 'id' | 'revision' | 'deleted'> & { readonly id?: string }): ShownMessage {
    this.counter += 1;
    const id = message.id ?? `${Math.floor(Date.now() / 1000)}.e${String(this.counter).padStart(5, '0')}`;
    const shown = { ...message, id, revision: 0, deleted: false };
    this.shown.set(id, shown);
    this.changes.emit('change');
    return shown;
  }

  replace(id: string, content: Content): void {
    const message = this.shown.get(id);
    if (!message || message.deleted) return;
    this.shown.set(id, { ...message, ...content, revision: message.revision + 1 });
    this.changes.emit('change');
  }

  delete(id: string): void {
    const message = this.shown.get(id);
    if (message) this.shown.set(id, { ...message, deleted: true });
    this.changes.emit('change');
  }

  /**
   * A person reloads Slack, or opens it on another device: ephemeral messages do not come back
   * (https://docs.slack.dev/reference/methods/chat.postEphemeral).
   */
  reload(userId: string): void {
    for (const { id, place } of this.messages.filter((message) => message.userId === userId))
      if (place === 'ephemeral') this.delete(id);
  }

  show(view: Omit<ShownView, 'revision' | 'closed'>): void {
    const before = this.shownViews.get(view.id);
    this.shownViews.set(view.id, { ...view, revision: before ? before.revision + 1 : 0, closed: false });
    this.changes.emit('change');
  }

  close(viewId: string): void {
    const view = this.shownViews.get(viewId);
    if (view) this.shownViews.set(viewId, { ...view, closed: true });
    this.changes.emit('change');
  }

  message(id: string): ShownMessage | undefined {
    return this.shown.get(id);
  }

  /** Resolves with what `find` returns, as soon as it does. Fails after some seconds, and lists what is there. */
  async until<Found>(find: (inbox: Inbox) => Found | undefined, patience = PATIENCE): Promise<Found> {
    const found = find(this);
    if (found !== undefined) return found;
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find(this);
        if (found === undefined) return;
        clearTimeout(timer);
        this.changes.off('change', look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.changes.off('change', look);
        const there = this.messages.map(({ place, text }) => `${place}: ${text}`).join('\n');
        reject(new Error(`Nobody saw it within ${patience} ms. What is there:\n${there || 'nothing'}`));
      }, patience);
      this.changes.on('change', look);
    });
  }
}
