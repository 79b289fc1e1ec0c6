/**
 * Fills in the sign-in form of a console as a browser does, which may have cookies already. A 303 has the cookies of the
 * session.
 */
export async function signInToConsole(
  consoleUrl: string,
  { email, password }: { readonly email: string; readonly password: string },
  headers: Readonly<Record<string, string>> = {},
  cookies: readonly string[] = [],
): Promise<Response> {
  const url = new URL('/ops/sign-in', consoleUrl);
  const form = await fetch(url);
  const form_token = /name="form_token" value="([^"]+)"/.exec(await form.text())?.[1] ?? '';
  return fetch(url, {
    method: 'POST',
    headers: { cookie: [cookiesOf(form), ...cookies].join('; '), origin: url.origin, ...headers },
    body: new URLSearchParams({ email, password, form_token, to: '/ops/overview' }),
    redirect: 'manual',
  });
}

/** What a browser sends back of the cookies of an answer. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
