import type { Json } from './check-blocks.js';
import type { Workspace } from './workspace.js';

/** What the page of `oauth/v2/authorize` does when somebody approves the app: a code, and the way back to the app. */
export async function approveInstallation(
  workspace: Workspace,
  userId: string,
  authorizeUrl: string,
): Promise<{ location: string; code: string }> {
  const asked = new URL(authorizeUrl).searchParams;
  const fields = Object.fromEntries(
    ['redirect_uri', 'scope', 'user_scope', 'state', 'client_id'].map((name) => [name, asked.get(name) ?? '']),
  );
  const { headers } = await workspace.forward('/oauth/v2/authorize/callback', {
    method: 'POST',
    body: new URLSearchParams({ ...fields, user_id: userId }),
  });
  const location = headers.get('location');
  const code = location === null ? null : new URL(location).searchParams.get('code');
  if (location === null || code === null) throw new Error(`Slack did not go on from ${authorizeUrl}`);
  return { location, code };
}

/** The bot token in an answer of `oauth.v2.access`. */
export function exchangeCode(answer: Json): string | null {
  return answer.ok === true && typeof answer.access_token === 'string' ? answer.access_token : null;
}
