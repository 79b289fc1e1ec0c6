import type { ConsoleSession } from '@roster/database';
import { Columns, Page, Scroll } from '../layout/page.js';
import { Moment } from '../layout/time.js';
import { type ChangeHistory, momentOf, organizationOf } from './change-history.js';
import { SearchForm } from './search-form.js';
import { type Verdict, verdictOf } from './verdict.js';

interface SearchPageProps {
  readonly session: ConsoleSession;
  readonly text: string;
  readonly organization: string;
  readonly now: Date;
  /** What to say when there is no list to show. */
  readonly verdict?: Verdict;
  readonly histories?: readonly ChangeHistory[];
}

export function SearchPage({ session, text, organization, now, verdict, histories = [] }: SearchPageProps) {
  return (
    <Page title="Operations" session={session} part="/ops/operations">
      <h1>Operations</h1>
      <SearchForm text={text} organization={organization} />
      {verdict && <VerdictCard verdict={verdict} />}
      {histories.length > 0 && <Hits histories={histories} now={now} />}
    </Page>
  );
}

export function VerdictCard({ verdict }: { verdict: Verdict }) {
  return (
    <section class={`card verdict ${verdict.tone}`} aria-label="Status">
      <p>{verdict.sentence}</p>
      {verdict.advice && <p class="hint">{verdict.advice}</p>}
    </section>
  );
}

function Hits({ histories, now }: { histories: readonly ChangeHistory[]; now: Date }) {
  return (
    <section class="card">
      <h2>{histories.length === 1 ? '1 result' : `The latest ${histories.length} results`}</h2>
      <Scroll label="Results">
        <table class="stacks">
          <Columns names={['When (UTC)', 'Operation', 'Member, department', 'Status']} />
          <tbody>
            {histories.map((history) => (
              <Hit history={history} now={now} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Hit({ history, now }: { history: ChangeHistory; now: Date }) {
  const { operation, requests, audit } = history;
  const source = operation ?? requests[0] ?? audit[0];
  const what = operation?.kind ?? audit[0]?.action ?? requests[0]?.route ?? '';
  const id = history.operationId ?? history.traceId ?? '';
  const verdict = verdictOf(history, now);
  return (
    <tr>
      <td>
        <Moment at={new Date(momentOf(history))} withDate />
      </td>
      <td>
        <a href={`/ops/operations?q=${encodeURIComponent(id)}`}>{what}</a>
        <br />
        <code>{id}</code>
      </td>
      <td>
        <code>{source?.user_id ?? '–'}</code>
        <br />
        <code>{source?.department_id ?? '–'}</code>
        <br />
        <code>{organizationOf(history) ?? '–'}</code>
      </td>
      <td>
        <span class={`tag ${verdict.tone}`}>{labelOf(history, verdict)}</span> {verdict.sentence}
      </td>
    </tr>
  );
}

/** One word; the sentence beside it gives the details. */
function labelOf({ operation }: ChangeHistory, { tone }: Verdict): string {
  const state = operation?.state;
  return state === 'failed' || state === 'cancelled' ? state : LABELS[tone];
}

const LABELS = { good: 'done', bad: 'refused', wait: 'waiting', unknown: 'unknown' } as const;
