import type { ConsoleSession } from '@roster/database';
import type { ComponentChildren } from 'preact';
import { encode } from 'uqr';
import { Page } from '../layout/page.js';
import { Moment } from '../layout/time.js';
import { inGroups, totpUri } from './totp.js';

/** The second page of the sign-in. */
export function CodePage({ formToken, problem }: { readonly formToken: string; readonly problem?: string }) {
  return (
    <Page title="Enter your code" session={null}>
      <form class="sign-in" method="post" action="/ops/sign-in/code">
        <h1>
          <img src="/ops/assets/icon.svg" alt="" width="28" height="28" /> Roster
        </h1>
        <p>Enter the code that your authenticator app shows for Roster.</p>
        <Problem text={problem} />
        <input type="hidden" name="form_token" value={formToken} />
        <CodeField autofocus maxLength={40} />
        <button type="submit" class="primary">
          Sign in
        </button>
        <p class="hint">
          Lost your phone? Enter one of your recovery codes. Without those, ask for{' '}
          <code>npm run roster -- operator reset-second-factor</code>.
        </p>
        <p class="hint">
          <a href="/ops/sign-in">Sign in as somebody else</a>
        </p>
      </form>
    </Page>
  );
}

interface SetUpProps {
  readonly session: ConsoleSession;
  readonly secret: string;
  /** The secret, sealed: it comes back with the first code. */
  readonly sealed: string;
  readonly to: string;
  /** Whether nothing else is shown until this is done. */
  readonly required: boolean;
  readonly problem?: string;
}

export function SetUpPage({ session, secret, sealed, to, required, problem }: SetUpProps) {
  const uri = totpUri(secret, session.operator.email);
  return (
    <Page title="Set up a second factor" session={session} locked={required}>
      <h1>Set up a second factor</h1>
      {required && <p>This console requires a second factor. Set it up to go on.</p>}
      <ol class="steps">
        <li class="card">
          <h2>Scan this code with an authenticator app</h2>
          <QrCode text={uri} label="QR code for your authenticator app" />
          <p>
            On this phone: <a href={uri}>open it in your app</a>. Or enter this key there (time-based, 6 digits):
          </p>
          <p>
            <code class="secret">{inGroups(secret)}</code>
          </p>
        </li>
        <li class="card">
          <h2>Enter the code that the app shows</h2>
          <Problem text={problem} />
          <form class="inline" method="post" action="/ops/second-factor">
            <input type="hidden" name="csrf_token" value={session.csrfToken} />
            <input type="hidden" name="sealed" value={sealed} />
            <input type="hidden" name="to" value={to} />
            <CodeField maxLength={10} />
            <button type="submit" class="primary">
              Set up
            </button>
          </form>
        </li>
      </ol>
    </Page>
  );
}

interface CodesProps {
  readonly session: ConsoleSession;
  readonly codes: readonly string[];
  readonly to: string;
}

export function RecoveryCodesPage({ session, codes, to }: CodesProps) {
  return (
    <Page title="Recovery codes" session={session}>
      <h1>Your second factor is set up</h1>
      <section class="card">
        <h2>Keep these recovery codes</h2>
        <p>
          Each signs you in once, in place of a code of the app, for when your phone is lost. They are not shown again:
          store them in a password manager, or print this page.
        </p>
        <ol class="codes">
          {codes.map((code) => (
            <li>
              <code>{inGroups(code)}</code>
            </li>
          ))}
        </ol>
        <a class="button primary" href={to}>
          I have stored them
        </a>
      </section>
    </Page>
  );
}

interface StateProps {
  readonly session: ConsoleSession;
  readonly since: Date;
  readonly recoveryCodesLeft: number;
  readonly required: boolean;
  readonly problem?: string;
}

export function SecondFactorPage({ session, since, recoveryCodesLeft, required, problem }: StateProps) {
  return (
    <Page title="Second factor" session={session}>
      <h1>Second factor</h1>
      <section class="card">
        <dl class="facts">
          <dt>Set up</dt>
          <dd>
            <Moment at={since} withDate />
          </dd>
          <dt>Recovery codes left</dt>
          <dd>{recoveryCodesLeft}</dd>
        </dl>
      </section>
      <section class="card">
        <h2>{required ? 'Set it up again' : 'Remove it'}</h2>
        <p>
          {required
            ? 'For another phone, or new recovery codes. The current app and codes stop working at once.'
            : 'Your password is enough then. For another phone, or new recovery codes, set it up again afterwards.'}
        </p>
        <Problem text={problem} />
        <form class="inline" method="post" action="/ops/second-factor/remove">
          <input type="hidden" name="csrf_token" value={session.csrfToken} />
          <CodeField maxLength={40} />
          <button type="submit">{required ? 'Set up again' : 'Remove'}</button>
        </form>
      </section>
    </Page>
  );
}

export function NoKeyPage({ session }: { readonly session: ConsoleSession }) {
  return (
    <Page title="Second factor" session={session}>
      <h1>Second factor</h1>
      <p>
        This console cannot store the secret of an authenticator app. Its administrator must set{' '}
        <code>OPERATOR_ENCRYPTION_KEY</code> (<code>openssl rand -base64 32</code>).
      </p>
    </Page>
  );
}

function CodeField({ maxLength, autofocus = false }: { readonly maxLength: number; readonly autofocus?: boolean }) {
  return (
    <label>
      Code
      <input
        type="text"
        name="code"
        inputmode={maxLength > 10 ? undefined : 'numeric'}
        autocomplete="one-time-code"
        autocapitalize="characters"
        spellcheck={false}
        maxLength={maxLength}
        required
        autofocus={autofocus}
      />
    </label>
  );
}

function Problem({ text }: { readonly text: ComponentChildren }) {
  if (!text) return null;
  return (
    <p class="problem" role="alert">
      {text}
    </p>
  );
}

/** Black on white, whatever the colours of the page: scanners want it so. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])));
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  );
}
