import { randomBytes } from 'node:crypto';
import { messageProblems } from './check-payload.js';
import type { Inbox } from './inbox.js';

/** How often a URL works, and for how long: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const USES = 5;
const LIFETIME_MS = 30 * 60_000;

interface ResponseUrl {
  readonly teamId: string;
  readonly channelId: string;
  readonly userId: string;
  readonly until: number;
  usesLeft: number;
  /**
   * The message that was clicked, which `replace_original` and `delete_original` are about. Null for a command: it has no
   * original, so every answer adds a message, whatever it asks for (slackapi/bolt-js#2287, slackapi/bolt-python#1268).
   */
  readonly originalId: string | null;
}

export interface ResponseBody {
  readonly text?: string;
  readonly blocks?: readonly Record<string, unknown>[];
  readonly response_type?: 'ephemeral' | 'in_channel';
  readonly replace_original?: boolean;
  readonly delete_original?: boolean;
}

export class ResponseUrls {
  private readonly urls = new Map<string, ResponseUrl>();

  constructor(
    private readonly inbox: Inbox,
    private readonly refuse: (method: string, problems: readonly string[], payload: unknown) => void,
  ) {}

  /** The path of a new URL, of a command or of a click on the message `originalId`. */
  issue(place: { teamId: string; channelId: string; userId: string }, originalId: string | null = null): string {
    const path = `/response/${place.teamId}/${randomBytes(12).toString('hex')}`;
    this.urls.set(path, { ...place, until: Date.now() + LIFETIME_MS, usesLeft: USES, originalId });
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
    const problems = body.delete_original ? [] : messageProblems(body);
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

  private show(url: ResponseUrl, body: ResponseBody): void {
    const { text = '', blocks = [], replace_original, delete_original, response_type } = body;
    const { teamId, channelId, userId, originalId } = url;
    const inChannel = response_type === 'in_channel';
    const place = inChannel ? 'channel' : 'ephemeral';
    if (originalId !== null && delete_original) this.inbox.delete(originalId);
    else if (originalId !== null && replace_original) this.inbox.replace(originalId, { text, blocks });
    else this.inbox.post({ teamId, channelId, place, userId: inChannel ? null : userId, text, blocks });
  }
}
