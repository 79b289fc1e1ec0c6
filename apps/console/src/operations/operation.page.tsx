import type { ConsoleSession, EventDelivery, Names } from '@roster/database';
import { mayInConsole } from '@roster/domain';
import { Page } from '../layout/page.js';
import { duration, Moment } from '../layout/time.js';
import { type ChangeHistory, organizationOf } from './change-history.js';
import { rerunKindOf } from './rerun.js';
import { VerdictCard } from './search.page.js';
import { SearchForm } from './search-form.js';
import { jobLink, type Step, timelineOf } from './timeline.js';
import { verdictOf } from './verdict.js';

interface OperationPageProps {
  readonly session: ConsoleSession;
  readonly history: ChangeHistory;
  readonly names: Names;
  /** To webhook endpoints, of its events. */
  readonly deliveries: readonly EventDelivery[];
  readonly text: string;
  readonly organization: string;
  readonly now: Date;
}

/** All about one change: where it is and why, what can be done, and what happened. */
export function OperationPage({ session, history, names, deliveries, text, organization, now }: OperationPageProps) {
  return (
    <Page title={history.operationId ?? history.traceId ?? 'Operation'} session={session} part="/ops/operations">
      <SearchForm text={text} organization={organization} />
      <VerdictCard verdict={verdictOf(history, now)} />
      <Actions session={session} history={history} />
      <div class="columns">
        <section class="card">
          <h2>Timeline (UTC)</h2>
          <ol class="timeline">
            {timelineOf(history, deliveries).map((step) => (
              <StepItem step={step} isAhead={step.at > now} />
            ))}
          </ol>
        </section>
        <Facts history={history} names={names} />
      </div>
    </Page>
  );
}

function StepItem({ step, isAhead }: { step: Step; isAhead: boolean }) {
  return (
    <li class={step.tone}>
      <div class="when">
        <Moment at={step.at} />
        {step.after !== null && <span class="after">{isAhead ? 'scheduled' : `+${duration(step.after)}`}</span>}
      </div>
      <div>
        <h3>{step.href ? <a href={step.href}>{step.title}</a> : step.title}</h3>
        {step.text && <p>{step.text}</p>}
      </div>
    </li>
  );
}

function Facts({ history, names }: { history: ChangeHistory; names: Names }) {
  const { operation, requests, audit, job } = history;
  const organization = organizationOf(history) ?? '';
  const source = operation ?? requests[0] ?? audit[0];
  const facts: [name: string, value: string | null | undefined, title?: string | undefined][] = [
    ['Operation', history.operationId],
    ['Trace', history.traceId],
    ['State', operation?.state],
    ['Kind', operation?.kind],
    ['Organization', organization, names.organization(organization)],
    ['Department', source?.department_id, names.department(organization, source?.department_id ?? '')],
    ['Member', source?.user_id, names.member(organization, source?.user_id ?? '')],
    [
      'Actor',
      source?.actor_type ? `${source.actor_type} ${source.actor_id}` : null,
      names.connection(organization, source?.actor_id ?? ''),
    ],
    ['Channel', source?.channel],
    ['Slack trigger', requests[0]?.trigger_id],
    ['Idempotency-Key', operation ? (operation.request_hash === null ? 'none' : 'sent') : null],
  ];
  return (
    <section class="card">
      <h2>Details</h2>
      <dl class="facts">
        {facts.map(([name, value, title]) => value && <Fact name={name} value={value} title={title} />)}
        {job && (
          <>
            <dt>Job</dt>
            <dd>
              <a href={jobLink(job.queue, job.id)}>{`${job.queue} ${job.id}`}</a> ({job.state})
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

const SEARCHABLE = new Set(['Operation', 'Trace', 'Organization', 'Department', 'Member']);

/** `title`: the name of what the value is the ID of. */
function Fact({ name, value, title }: { name: string; value: string; title: string | undefined }) {
  const href = `/ops/operations?q=${encodeURIComponent(value)}`;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {title && `${title} `}
        <code>{SEARCHABLE.has(name) ? <a href={href}>{value}</a> : value}</code>
      </dd>
    </>
  );
}

function Actions({ session, history }: { session: ConsoleSession; history: ChangeHistory }) {
  const { operation } = history;
  const { role } = session.operator;
  if (!operation) return null;
  const rerun = rerunKindOf(operation);
  const canRerun = rerun !== null && mayInConsole(role, 'operation.rerun');
  const canCancel = operation.state === 'accepted' && mayInConsole(role, 'operation.cancel');
  if (!canRerun && !canCancel) return null;
  return (
    <section class="card">
      <h2>Actions</h2>
      <div class="actions">
        {canRerun && (
          <Action session={session} id={operation.id} action="rerun" label={RERUN_LABELS[rerun]} isPrimary />
        )}
        {canCancel && <Action session={session} id={operation.id} action="cancel" label="Cancel" />}
      </div>
    </section>
  );
}

const RERUN_LABELS = {
  expedite: 'Run now',
  again: 'Retry as a new operation',
  'left-out': 'Retry for members who were not added',
} as const;

function Action(props: {
  session: ConsoleSession;
  id: string;
  action: 'rerun' | 'cancel';
  label: string;
  isPrimary?: boolean;
}) {
  return (
    <form method="post" action={`/ops/operations/${props.id}/${props.action}`}>
      <input type="hidden" name="csrf_token" value={props.session.csrfToken} />
      <button type="submit" class={props.isPrimary ? 'primary' : ''}>
        {props.label}
      </button>
    </form>
  );
}
