import type { WebhookHealth } from '@roster/database';
import { duration } from '../layout/time.js';

const DISABLED = {
  owner: 'by its owner',
  exhausted: 'because every attempt for an event failed',
  gone: 'because it answered 410 Gone',
} as const;

interface HealthProps {
  readonly endpoint: WebhookHealth;
  readonly now: Date;
}

const since = (now: Date, time: Date | string) => duration(Math.max(0, now.getTime() - new Date(time).getTime()));

/** Whether an endpoint receives its events. */
export function HealthTag({ endpoint: { disabled_reason, disabled_at, failing_since }, now }: HealthProps) {
  if (disabled_reason !== null && disabled_at !== null)
    return (
      <>
        <span class={`tag ${disabled_reason === 'owner' ? 'unknown' : 'bad'}`}>disabled</span>{' '}
        {`${DISABLED[disabled_reason]}, ${since(now, disabled_at)} ago`}
      </>
    );
  if (failing_since !== null)
    return (
      <>
        <span class="tag bad">failing</span> {`for ${since(now, failing_since)}`}
      </>
    );
  return <span class="tag good">healthy</span>;
}

/** What waits for an endpoint. */
export function Pending({ endpoint: { lanes, oldest_pending_at, next_attempt_at }, now }: HealthProps) {
  if (oldest_pending_at === null) return <>nothing pending</>;
  const departments = lanes === 1 ? '1 department' : `${lanes} departments`;
  const next =
    next_attempt_at !== null && next_attempt_at > now ? `, next attempt in ${since(next_attempt_at, now)}` : '';
  return <>{`${departments}, for up to ${since(now, oldest_pending_at)}${next}`}</>;
}
