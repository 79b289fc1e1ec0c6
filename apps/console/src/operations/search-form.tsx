/** The one box. It is a GET, so that a search can be sent to a colleague as a link. */
export function SearchForm({
  text,
  organization,
  takesFocus = text === '',
}: {
  text: string;
  organization: string;
  takesFocus?: boolean;
}) {
  return (
    <search>
      <form class="card search" method="get" action="/ops/operations">
        <label>
          Search by ID
          <input
            type="search"
            name="q"
            value={text}
            placeholder="trace ID, op_…, usr_…, dept_…, org_…, Idempotency-Key, Slack trigger"
            maxLength={20000}
            autofocus={takesFocus}
          />
        </label>
        <label>
          Organization (for keys)
          <input name="organization" value={organization} placeholder="org_…" maxLength={70} />
        </label>
        <button type="submit" class="primary">
          Search
        </button>
        <p class="hint examples">
          You can also paste an error response, a <code>traceparent</code> or a URL: the ID in it is found.
        </p>
      </form>
    </search>
  );
}
