import type { ConsoleSession, Names } from '@roster/database';
import { Page } from '../layout/page.js';
import { type ChangeHistory, momentOf } from './change-history.js';
import { ChangesTable } from './changes-table.js';
import { SearchForm } from './search-form.js';
import type { Verdict } from './verdict.js';

interface SearchPageProps {
  readonly session: ConsoleSession;
  readonly text: string;
  readonly organization: string;
  readonly now: Date;
  /** What to say when there is no list to show. */
  readonly verdict?: Verdict;
  readonly found?: { readonly histories: readonly ChangeHistory[]; readonly names: Names };
}

export function SearchPage({ session, text, organization, now, verdict, found }: SearchPageProps) {
  return (
    <Page title="Operations" session={session} part="/ops/operations">
      <h1>Operations</h1>
      <SearchForm text={text} organization={organization} />
      {verdict && <VerdictCard verdict={verdict} />}
      {found && <Hits {...found} now={now} />}
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

function Hits({ histories, names, now }: { histories: readonly ChangeHistory[]; names: Names; now: Date }) {
  const title = histories.length === 1 ? '1 result' : `The latest ${histories.length} results`;
  const changes = histories.map((history) => ({ history, at: new Date(momentOf(history)) }));
  return (
    <section class="card">
      <h2>{title}</h2>
      <ChangesTable caption={title} time="When" changes={changes} names={names} now={now} />
    </section>
  );
}
