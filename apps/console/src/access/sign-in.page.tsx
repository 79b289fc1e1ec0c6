import { Page } from '../layout/page.js';

export interface SignInForm {
  /** The page to show after the sign-in. */
  readonly to: string;
  readonly email?: string;
  readonly problem?: string;
  /** Shows where to sign out at the identity provider, too. */
  readonly signedOut?: boolean;
}

interface SignInProps extends SignInForm {
  readonly formToken: string;
  /** Whether there is an identity provider to sign in with. */
  readonly singleSignOn: boolean;
}

export function SignInPage({ to, formToken, email, problem, signedOut, singleSignOn }: SignInProps) {
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
        {signedOut && (
          <p role="status">
            You are signed out of Roster. Your browser may still be signed in at your identity provider.{' '}
            <a href="/ops/sign-out/oidc">Sign out there, too</a>
          </p>
        )}
        {singleSignOn && (
          <>
            <a class="button primary" href={`/ops/sign-in/oidc?to=${encodeURIComponent(to)}`}>
              Sign in with single sign-on
            </a>
            <p class="or">or with a password</p>
          </>
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
            autofocus={!email && !singleSignOn}
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
        <button type="submit" class={singleSignOn ? '' : 'primary'}>
          Sign in
        </button>
        <p class="hint">
          Create an account with <code>npm run roster -- operator create</code>.
        </p>
      </form>
    </Page>
  );
}
