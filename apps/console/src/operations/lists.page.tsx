import type { ConsoleSession, Names } from '@roster/database';
import { ERROR_CODES } from '@roster/domain';
import type { ComponentChildren } from 'preact';
import { Page } from '../layout/page.js';
import { duration, Moment } from '../layout/time.js';
import { ChangesTable } from './changes-table.js';
import { CHANNELS, firstPage, KINDS, type ListQuery, listHref, STATES } from './list-query.js';
import { type ChangeList, listedState } from './operation-lists.js';
import { SearchForm } from './search-form.js';

interface FrameProps {
  readonly session: ConsoleSession;
  /** Null on the page that begins all lists. */
  readonly query: ListQuery | null;
  readonly children?: ComponentChildren;
}

/** What all pages of lists have: the search, the lists to choose from, and the filter. */
function Frame({ session, query, children }: FrameProps) {
  return (
    <Page title="Operations" session={session} part="/ops/operations">
      <h1>Operations</h1>
      <SearchForm text="" organization="" takesFocus={query === null} />
      <Tabs query={query} />
      <FilterForm query={query} />
      {children}
    </Page>
  );
}

const TABS = [
  ['failed', 'Failed'],
  ['accepted', 'Waiting longest'],
  ['any', 'Newest'],
] as const;

function Tabs({ query }: { query: ListQuery | null }) {
  return (
    <nav class="tabs" aria-label="Lists">
      {TABS.map(([state, name]) => (
        <a
          href={listHref({ ...(query && firstPage(query)), state })}
          aria-current={state === query?.state ? 'page' : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}

const STATE_NAMES: Readonly<Record<(typeof STATES)[number], string>> = {
  any: 'Any',
  accepted: 'Accepted, waiting',
  done: 'Done or refused by a rule',
  failed: 'Failed',
  cancelled: 'Cancelled',
  none: 'No operation: refused at once',
};

/** A GET, so that a list can be sent to a colleague as a link. Open while it says more than the tabs. */
function FilterForm({ query }: { query: ListQuery | null }) {
  const { state, kind, channel, organization, code, period } = query ?? { state: 'any' };
  const isFiltered = query !== null && isNarrowed(query);
  return (
    <details class="card" open={isFiltered || TABS.every(([one]) => one !== state)}>
      <summary>Filter</summary>
      <form class="filters" method="get" action="/ops/operations">
        <Choice name="state" label="State" value={state} options={STATES.map((one) => [one, STATE_NAMES[one]])} />
        <Choice
          name="kind"
          label="Kind"
          value={kind}
          options={[['', 'Any'], ...KINDS.map((one) => [one, one === 'single' ? 'Any but bulks' : one] as const)]}
        />
        <Choice
          name="channel"
          label="Channel"
          value={channel}
          options={[['', 'Any'], ...CHANNELS.map((one) => [one, one] as const)]}
        />
        <Choice
          name="code"
          label="Error code"
          value={code}
          options={[['', 'Any'], ...[...ERROR_CODES].sort().map((one) => [one, one] as const)]}
        />
        <Choice
          name="period"
          label="Period"
          value={period}
          options={[
            ['', 'Any'],
            ['hour', 'The last hour'],
            ['day', 'The last 24 hours'],
          ]}
        />
        <label>
          Organization
          <input name="organization" value={organization ?? ''} placeholder="org_…" maxLength={70} />
        </label>
        <p class="actions">
          <button type="submit" class="primary">
            Show
          </button>
          {isFiltered && <a href={listHref({ state })}>Clear the filter</a>}
        </p>
      </form>
    </details>
  );
}

function Choice(props: {
  name: string;
  label: string;
  value: string | undefined;
  options: readonly (readonly [string, string])[];
}) {
  return (
    <label>
      {props.label}
      <select name={props.name}>
        {props.options.map(([value, text]) => (
          <option value={value} selected={value === (props.value ?? '')}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Does the filter leave anything of the list out? */
function isNarrowed({ kind, channel, organization, code, period }: ListQuery): boolean {
  return [kind, channel, organization, code, period].some((value) => value !== undefined);
}

interface ListsProps {
  readonly session: ConsoleSession;
  readonly names: Names;
  readonly now: Date;
}

/** The first rows of each list: what an operator looks for without knowing an ID. */
export function ListsPage({ session, lists, names, now }: ListsProps & { lists: readonly ChangeList[] }) {
  return (
    <Frame session={session} query={null}>
      {lists.map((list) => (
        <section class="card">
          <h2>
            <a href={listHref(firstPage(list.query))}>{titleOf(list.query)}</a>
          </h2>
          <Contents list={list} names={names} now={now} />
          {list.next !== null && (
            <p class="pages">
              <a href={listHref(firstPage(list.query))}>{MORE[list.query.state] ?? 'Show all'}</a>
            </p>
          )}
        </section>
      ))}
    </Frame>
  );
}

const MORE: Partial<Record<ListQuery['state'], string>> = {
  failed: 'All that failed',
  accepted: 'All that wait',
  any: 'All requests',
};

/** One page of one list. */
export function ListPage({ session, list, names, now }: ListsProps & { list: ChangeList }) {
  const { query, previous, next, looked } = list;
  const isLater = query.after !== undefined || query.before !== undefined;
  return (
    <Frame session={session} query={query}>
      <section class="card">
        <h2>{titleOf(query)}</h2>
        <Contents list={list} names={names} now={now} />
        {(isLater || next !== null) && (
          <nav class="pages" aria-label="Pages">
            {isLater && <a href={listHref(firstPage(query))}>First page</a>}
            {previous !== null && (
              <a rel="prev" href={listHref(previous)}>
                Previous page
              </a>
            )}
            {next !== null && (
              <a rel="next" href={listHref(next)}>
                {looked === null ? 'Next page' : 'Look further'}
              </a>
            )}
          </nav>
        )}
      </section>
    </Frame>
  );
}

/** Says what is wrong with the address. */
export function WrongListPage({ session, problem }: { session: ConsoleSession; problem: string }) {
  return (
    <Frame session={session} query={{ state: 'any' }}>
      <p class="problem" role="alert">
        {problem}
      </p>
      <p>
        <a href="/ops/operations">Go to all lists</a>
      </p>
    </Frame>
  );
}

function Contents({ list, names, now }: Pick<ListsProps, 'names' | 'now'> & { list: ChangeList }) {
  const { query, changes, looked, total } = list;
  return (
    <>
      {total !== null && total.count > 0 && <p class="hint">{totalOf(list, now)}</p>}
      {changes.length > 0 && (
        <ChangesTable
          caption={titleOf(query)}
          time={TIMES[listedState(query) ?? 'requests']}
          changes={changes}
          names={names}
          now={now}
        />
      )}
      {changes.length === 0 && looked === null && <Nothing query={query} />}
      {looked !== null && (
        <p class="hint">
          {changes.length === 0 ? 'No match' : 'These are the matches'} among {looked.count.toLocaleString('en')}{' '}
          {listedState(query) === null ? 'requests' : 'operations'}, as far as <Moment at={looked.until} withDate />.
        </p>
      )}
    </>
  );
}

const TIMES = { failed: 'Failed', cancelled: 'Cancelled', accepted: 'Requested', requests: 'Received' } as const;

const TITLES: Readonly<Record<ListQuery['state'], string>> = {
  failed: 'Failed',
  accepted: 'Waiting longest',
  cancelled: 'Cancelled',
  done: 'Done or refused by a rule',
  none: 'Refused without an operation',
  any: 'Newest requests',
};

function titleOf({ state, code, period }: ListQuery): string {
  const title = code === undefined ? TITLES[state] : `${TITLES[state]}, answered with ${code}`;
  return `${title}${period === undefined ? '' : IN_PERIOD[period]}`;
}

const IN_PERIOD = { hour: ' in the last hour', day: ' in the last 24 hours' } as const;

function totalOf({ total, query }: ChangeList, now: Date): string {
  if (total === null) return '';
  const count = `${total.isPartial ? 'At least ' : ''}${total.count.toLocaleString('en')}`;
  const counted = `${count} ${total.count === 1 ? 'operation' : 'operations'}`;
  if (query.state !== 'accepted' || total.oldest === null) return counted;
  return `${counted}, waiting for up to ${duration(Math.max(0, now.getTime() - total.oldest.getTime()))}`;
}

/** Why a list is empty, and what that means. */
function Nothing({ query }: { query: ListQuery }) {
  const { state, period } = query;
  const narrowed = isNarrowed({ ...query, period: undefined });
  const isLater = query.after !== undefined || query.before !== undefined;
  if (isLater) return <p>The list ends here.</p>;
  if (narrowed) return <p>Nothing matches this filter.</p>;
  const during = period === undefined ? '' : IN_PERIOD[period];
  switch (state) {
    case 'failed':
      return <p>{`No operation failed${during}. ${KEPT}`}</p>;
    case 'cancelled':
      return <p>{`No operation was cancelled${during}. ${KEPT}`}</p>;
    case 'accepted':
      return <p>{period === undefined ? IDLE : `Nothing that was accepted${during} is waiting.`}</p>;
    case 'none':
      return <p>{`No request was refused at once${during}. Requests are kept for 72 hours.`}</p>;
    default:
      return <p>{`No request for a change was received${during}. Requests are kept for 72 hours.`}</p>;
  }
}

const IDLE = 'Nothing is waiting: every accepted change has been applied.';
const KEPT = 'Finished operations are kept for 24 hours, unless configured otherwise.';
