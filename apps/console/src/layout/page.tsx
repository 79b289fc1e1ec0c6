import type { ConsoleSession } from '@roster/database';
import { mayInConsole } from '@roster/domain';
import type { FastifyReply } from 'fastify';
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** The parts of the console, in the order of the navigation, with what one must be allowed to do there. */
const PARTS = [
  ['/ops/overview', 'Overview', 'overview.read'],
  ['/ops/operations', 'Operations', 'operation.read'],
  ['/ops/webhooks', 'Webhooks', 'webhook.read'],
  ['/ops/queues', 'Queues', 'queue.read'],
  ['/ops/slack', 'Slack', 'slack.read'],
  ['/ops/events', 'Activity', 'event.read'],
] as const;

export interface PageProps {
  readonly title: string;
  /** Null before the sign-in: no navigation then. */
  readonly session: ConsoleSession | null;
  /** The address of the part that the page belongs to. */
  /** Without the navigation, as there is something to do first. */
  readonly locked?: boolean;
  readonly part?: (typeof PARTS)[number][0];
  /** Scripts that make the page livelier; it works without them. */
  readonly script?: string;
  readonly children: ComponentChildren;
}

/** The frame of every page. Preact escapes whatever is put into it. */
export function Page({ title, session, locked = false, part, script, children }: PageProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Roster`}</title>
        <link rel="icon" href="/ops/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/ops/assets/console.css" />
        {script && <script type="module" src={`/ops/assets/${script}`} />}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to content
        </a>
        {session && <Header session={session} locked={locked} part={part} />}
        <main id="main">{children}</main>
      </body>
    </html>
  );
}

function Header({ session, locked, part }: { session: ConsoleSession; locked: boolean; part: PageProps['part'] }) {
  const { operator, csrfToken, method } = session;
  return (
    <header class="top">
      <a class="brand" href="/ops/overview">
        <img src="/ops/assets/icon.svg" alt="" width="20" height="20" /> Roster
      </a>
      {!locked && (
        <nav aria-label="Main">
          {PARTS.filter(([, , action]) => mayInConsole(operator.role, action)).map(([href, name]) => (
            <a href={href} aria-current={href === part ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
      )}
      <details class="account">
        <summary>
          {operator.name} <span class="tag">{operator.role}</span>
        </summary>
        <form method="post" action="/ops/sign-out">
          <input type="hidden" name="csrf_token" value={csrfToken} />
          <p>{operator.email}</p>
          {method === 'password' && <a href="/ops/second-factor">Second factor</a>}
          <button type="submit">Sign out</button>
          <button type="submit" name="everywhere" value="yes" class="quiet">
            Sign out everywhere
          </button>
        </form>
      </details>
    </header>
  );
}

/** A table that may be wider than the screen: scrolled with the keyboard, too, for which it must take the focus. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot scroll (axe: scrollable-region-focusable)
    <section class="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

/** The head of a table. `numbers`: the names of the columns whose cells are aligned as numbers are. */
export function Columns({ names, numbers = [] }: { names: readonly string[]; numbers?: readonly string[] }) {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th scope="col" class={numbers.includes(name) ? 'number' : undefined}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** A page that only says something: what is missing, or was refused. */
export function MessagePage(props: { title: string; text: string; session: ConsoleSession | null }) {
  return (
    <Page title={props.title} session={props.session}>
      <h1>{props.title}</h1>
      <p>{props.text}</p>
      <p>
        <a href="/ops/overview">Go to the overview</a>
      </p>
    </Page>
  );
}

/** Answers with a page, or with a piece of one. */
export function sendPage(reply: FastifyReply, page: VNode): FastifyReply {
  const html = renderToString(page);
  return reply
    .type('text/html; charset=utf-8')
    .send(page.type === 'html' || html.startsWith('<html') ? `<!doctype html>${html}` : html);
}
