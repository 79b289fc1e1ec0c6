import type { Names } from '@roster/database';
import { Columns, Scroll } from '../layout/page.js';
import { Moment } from '../layout/time.js';
import { type ChangeHistory, organizationOf } from './change-history.js';
import type { ListedChange } from './operation-lists.js';
import { type Verdict, verdictOf } from './verdict.js';

interface ChangesTableProps {
  /** What the table has, for those who do not see what is around it. */
  readonly caption: string;
  /** What the time of a row is: of a request, or when something ended. */
  readonly time: string;
  readonly changes: readonly ListedChange[];
  readonly names: Names;
  readonly now: Date;
}

/** Changes, a row for each, with links to all about them. */
export function ChangesTable({ caption, time, changes, names, now }: ChangesTableProps) {
  return (
    <Scroll label={caption}>
      <table class="stacks changes">
        <caption class="unseen">{caption}</caption>
        <Columns names={[`${time} (UTC)`, 'Operation', 'Member, department, organization', 'Status']} />
        <tbody>
          {changes.map((change) => (
            <Change {...change} names={names} now={now} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Change({ history, at, names, now }: ListedChange & Pick<ChangesTableProps, 'names' | 'now'>) {
  const { operation, requests, audit } = history;
  const source = operation ?? requests[0] ?? audit[0];
  const what = operation?.kind ?? audit[0]?.action ?? requests[0]?.route ?? '';
  const id = history.operationId ?? history.traceId ?? '';
  const verdict = verdictOf(history, now);
  const organization = organizationOf(history);
  return (
    <tr>
      <td>
        <Moment at={at} withDate />
      </td>
      <td>
        <a href={`/ops/operations?q=${encodeURIComponent(id)}`}>
          {what}
          <br />
          <code>{id}</code>
        </a>
      </td>
      <td>
        <NamedId id={source?.user_id} name={names.member(organization ?? '', source?.user_id ?? '')} />
        <NamedId id={source?.department_id} name={names.department(organization ?? '', source?.department_id ?? '')} />
        <NamedId id={organization} name={names.organization(organization ?? '')} />
      </td>
      <td>
        <span class={`tag ${verdict.tone}`}>{labelOf(history, verdict)}</span> {verdict.sentence}
      </td>
    </tr>
  );
}

function NamedId({ id, name }: { id: string | null | undefined; name: string | undefined }) {
  return (
    <div>
      {name !== undefined && <span>{name}</span>} <code>{id ?? '–'}</code>
    </div>
  );
}

/** One word; the sentence beside it gives the details. */
function labelOf({ operation }: ChangeHistory, { tone }: Verdict): string {
  const state = operation?.state;
  return state === 'failed' || state === 'cancelled' ? state : LABELS[tone];
}

const LABELS = { good: 'done', bad: 'refused', wait: 'waiting', unknown: 'unknown' } as const;
