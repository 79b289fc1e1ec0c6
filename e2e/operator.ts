interface Account {
  readonly console: string;
  readonly operator: string;
  readonly password: string;
}

/** Signs in to the console as a browser does, and returns a way to read its pages. */
export async function signIn(account: Account): Promise<{ page(path: string): Promise<string> }> {
  const { origin } = new URL(account.console);
  const form = await fetch(`${origin}/ops/sign-in`);
  const form_token = /name="form_token" value="([^"]+)"/.exec(await form.text())?.[1] ?? '';
  const body = new URLSearchParams({ email: account.operator, password: account.password, form_token });
  const headers = { cookie: cookiesOf(form), origin };
  const answer = await fetch(`${origin}/ops/sign-in`, { method: 'POST', headers, body, redirect: 'manual' });
  if (answer.status !== 303) throw new Error(`The console answered the sign-in with ${answer.status}.`);
  const cookie = cookiesOf(answer);
  return { page: async (path) => (await fetch(`${origin}${path}`, { headers: { cookie } })).text() };
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
