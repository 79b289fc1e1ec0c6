import { randomBytes } from 'node:crypto';
import { messageProblems } from './check-payload.js';
import type { Inbox } from './inbox.js';

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const USES = 5;
const LIFETIME_MS = 30 * 60_000;

interface ResponseUrl {
  readonly teamId: string;
  readonly channelId: string;
  readonly userId: string;
  readonly until: number;
  usesLeft: number;
  /** What `replace_original` replaces: the message that was clicked, else the last one posted to this URL. */
  messageId: string | null;
}

export interface ResponseBody {
  readonly text?: string;
  readonly blocks?: readonly Record<string, unknown>[];
  readonly response_type?: 'ephemeral' | 'in_channel';
  readonly replace_original?: boolean;
}

export class ResponseUrls {
  private readonly urls = new Map<string, ResponseUrl>();

  constructor(
    private readonly inbox: Inbox,
    private readonly refuse: (method: string, problems: readonly string[], payload: unknown) => void,
  ) {}

  /** The path of a new URL. */
  issue(place: { teamId: string; channelId: string; userId: string }, messageId: string | null = null): string {
    const path = `/response/${place.teamId}/${randomBytes(12).toString('hex')}`;
    this.urls.set(path, { ...place, until: Date.now() + LIFETIME_MS, usesLeft: USES, messageId });
    return path;
  }

  /** As if half an hour had passed. */
  expireAll(): void {
    this.urls.clear();
  }

  /** Answers as `hooks.slack.com` does. */
  answer(path: string, body: ResponseBody): { status: number; body: string } {
    const url = this.urls.get(path);
    if (!url || url.until < Date.now()) return { status: 404, body: '{"ok":false,"error":"expired_url"}' };
    if (url.usesLeft === 0) return { status: 404, body: '{"ok":false,"error":"used_url"}' };
    const problems = messageProblems(body);
    if (problems.length > 0) {
      this.refuse('response_url', problems, body);
      return { status: 400, body: JSON.stringify({ ok: false, error: 'invalid_blocks', problems }) };
    }
    url.usesLeft -= 1;
    this.show(url, body);
    return { status: 200, body: 'ok' };
  }

  /** Shows the message in an acknowledgement, which does not count as a use. */
  acknowledged(path: string, body: ResponseBody): void {
    const problems = messageProblems(body);
    if (problems.length > 0) this.refuse('acknowledgement', problems, body);
    const url = this.urls.get(path);
    if (url) this.show(url, body);
  }

  private show(url: ResponseUrl, { text = '', blocks = [], replace_original, response_type }: ResponseBody): void {
    const before = url.messageId === null ? undefined : this.inbox.message(url.messageId);
    if (replace_original && before && !before.deleted) {
      this.inbox.replace(before.id, { text, blocks });
      return;
    }
    const { teamId, channelId } = url;
    const inChannel = response_type === 'in_channel';
    const place = inChannel ? 'channel' : 'ephemeral';
    const shown = this.inbox.post({ teamId, channelId, place, userId: inChannel ? null : url.userId, text, blocks });
    url.messageId = shown.id;
  }
}
