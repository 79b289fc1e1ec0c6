import type { ConsoleSession } from '@roster/database';
import { Page } from '../layout/page.js';
import { Scroll } from '../layout/scroll.js';
import { Moment } from '../layout/time.js';
import { momentOf } from './find-stories.js';
import { SearchForm } from './search-form.js';
import { organizationOf, type Story } from './story.js';
import { type Verdict, verdictOf } from './verdict.js';

interface SearchPageProps {
  readonly session: ConsoleSession;
  readonly text: string;
  readonly organization: string;
  readonly now: Date;
  /** What to say when there is no list to show. */
  readonly verdict?: Verdict;
  readonly stories?: readonly Story[];
}

export function SearchPage({ session, text, organization, now, verdict, stories = [] }: SearchPageProps) {
  return (
    <Page title="Operations" session={session} part="/ops/operations">
      <h1>Find an operation</h1>
      <SearchForm text={text} organization={organization} />
      {verdict && <VerdictCard verdict={verdict} />}
      {stories.length > 0 && <Hits stories={stories} now={now} />}
    </Page>
  );
}

export function VerdictCard({ verdict }: { verdict: Verdict }) {
  return (
    <section class={`card verdict ${verdict.tone}`} aria-label="Where it is">
      <p>{verdict.sentence}</p>
      {verdict.advice && <p class="hint">{verdict.advice}</p>}
    </section>
  );
}

function Hits({ stories, now }: { stories: readonly Story[]; now: Date }) {
  return (
    <section class="card">
      <h2>{stories.length === 1 ? 'One is known' : `The newest ${stories.length}`}</h2>
      <Scroll label="What was found">
        <table class="stacks">
          <thead>
            <tr>
              <th scope="col">When (UTC)</th>
              <th scope="col">What</th>
              <th scope="col">Whom, where</th>
              <th scope="col">How it went</th>
            </tr>
          </thead>
          <tbody>
            {stories.map((story) => (
              <Hit story={story} now={now} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Hit({ story, now }: { story: Story; now: Date }) {
  const { operation, requests, audit } = story;
  const source = operation ?? requests[0] ?? audit[0];
  const what = operation?.kind ?? audit[0]?.action ?? requests[0]?.route ?? '';
  const id = story.operationId ?? story.traceId ?? '';
  const verdict = verdictOf(story, now);
  return (
    <tr>
      <td>
        <Moment at={new Date(momentOf(story))} withDate />
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
        <code>{organizationOf(story) ?? '–'}</code>
      </td>
      <td>
        <span class={`tag ${verdict.tone}`}>{labelOf(story, verdict)}</span> {verdict.sentence}
      </td>
    </tr>
  );
}

/** One word; the sentence beside it says the rest. */
function labelOf({ operation }: Story, { tone }: Verdict): string {
  const state = operation?.state;
  return state === 'failed' || state === 'cancelled' ? state : LABELS[tone];
}

const LABELS = { good: 'done', bad: 'refused', wait: 'waits', unknown: 'unclear' } as const;
