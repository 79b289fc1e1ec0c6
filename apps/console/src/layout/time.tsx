/** A moment, with milliseconds: an operator compares it with logs. */
export function Moment({ at, withDate = false }: { at: Date; withDate?: boolean }) {
  const text = at.toISOString();
  return (
    <time dateTime={text} title={text}>
      {withDate ? `${text.slice(0, 10)} ${text.slice(11, 23)}` : text.slice(11, 23)}
    </time>
  );
}

/** `0.4 ms`, `12 ms`, `3.2 s`, `4 min`, `2 h`, `3 d`: two digits are enough to judge by. */
export function duration(ms: number): string {
  if (ms === 0) return '0 ms';
  if (ms < 1) return `${ms.toFixed(1)} ms`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Number((ms / 1_000).toFixed(1))} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  if (ms < 86_400_000) return `${Math.round(ms / 3_600_000)} h`;
  return `${Math.round(ms / 86_400_000)} d`;
}
