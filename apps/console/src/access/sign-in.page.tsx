import { Page } from '../layout/page.js';

interface SignInProps {
  readonly to: string;
  readonly formToken: string;
  readonly email?: string;
  readonly problem?: string;
}

export function SignInPage({ to, formToken, email, problem }: SignInProps) {
  return (
    <Page title="Sign in" session={null}>
      <form class="sign-in" method="post" action="/ops/sign-in">
        <h1>
          <img src="/ops/assets/icon.svg" alt="" width="28" height="28" /> Roster
        </h1>
        <p>Sign in to the operators’ console.</p>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <input type="hidden" name="form_token" value={formToken} />
        <input type="hidden" name="to" value={to} />
        <label>
          Email address
          <input
            type="email"
            name="email"
            value={email}
            autocomplete="username"
            maxLength={254}
            required
            autofocus={!email}
          />
        </label>
        <label>
          Password
          <input
            type="password"
            name="password"
            autocomplete="current-password"
            maxLength={200}
            required
            autofocus={Boolean(email)}
          />
        </label>
        <button type="submit" class="primary">
          Sign in
        </button>
        <p class="hint">
          Create an account with <code>npm run roster -- operator create</code>.
        </p>
      </form>
    </Page>
  );
}
