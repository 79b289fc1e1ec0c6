import { cookiesOf, signInToConsole } from '@roster/testing';

interface Account {
  readonly console: string;
  readonly operator: string;
  readonly password: string;
}

/** Signs in to the console, and returns a way to read its pages. */
export async function signIn(account: Account): Promise<{ page(path: string): Promise<string> }> {
  const { origin } = new URL(account.console);
  const answer = await signInToConsole(origin, { email: account.operator, password: account.password });
  if (answer.status !== 303) throw new Error(`The console answered the sign-in with ${answer.status}.`);
  const cookie = cookiesOf(answer);
  return { page: async (path) => (await fetch(`${origin}${path}`, { headers: { cookie } })).text() };
}
