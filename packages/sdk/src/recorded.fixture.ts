import type { RetryOptions } from './retrying-fetch.js';
import { Roster } from './roster.js';

type Reply = Response | Error | ((request: Request) => Response | Promise<Response>);

/** A client whose requests are answered from a list, and the requests that it sent. */
export function rosterWith(replies: Reply[], { retry, timeout }: { retry?: RetryOptions; timeout?: number } = {}) {
  const sent: Request[] = [];
  const roster = new Roster({
    apiKey: 'secret',
    baseUrl: 'https://roster.example/',
    timeout,
    retry: { firstPauseMs: 1, ...retry },
    async fetch(request) {
      sent.push(request.clone());
      const reply = replies.shift() ?? new Error('no reply is left');
      if (reply instanceof Error) throw reply;
      return typeof reply === 'function' ? reply(request) : reply;
    },
  });
  return { roster, sent };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers });
}

export function failure(code: string, status: number, headers?: Record<string, string>): Response {
  const error = { code, message: 'No.', details: { user_id: 'usr_def456' }, trace_id: 'a'.repeat(32) };
  return json({ success: false, error }, status, headers);
}

/** A request that is never answered, and ends with its signal. */
export const silence = ({ signal }: Request) =>
  new Promise<Response>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });

export const MEMBER = {
  user_id: 'usr_def456',
  full_name: 'Jane Smith',
  email: 'jane@company.com',
  added_at: '2025-11-02T08:21:45.123Z',
};

/** An operation of the API, as far as the tests look at it. */
export const OPERATION = {
  id: 'op_1',
  kind: 'member.add',
  state: 'accepted',
  user_id: 'usr_def456',
  trace_id: 'b'.repeat(32),
  progress: null,
  result: null,
  error: null,
};
