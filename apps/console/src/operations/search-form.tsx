/** The one box. It is a GET, so that a search can be sent to a colleague as a link. */
export function SearchForm({ text, organization }: { text: string; organization: string }) {
  return (
    <search>
      <form class="card search" method="get" action="/ops/operations">
        <label>
          What do you know of it?
          <input
            type="search"
            name="q"
            value={text}
            placeholder="trace id, op_…, usr_…, dept_…, org_…, Idempotency-Key, Slack trigger"
            maxLength={20000}
            autofocus={text === ''}
          />
        </label>
        <label>
          Organization, for a key
          <input name="organization" value={organization} placeholder="org_…" maxLength={70} />
        </label>
        <button type="submit" class="primary">
          Find
        </button>
        <p class="hint examples">
          A whole error answer, a <code>traceparent</code> or an address may be pasted, too: the id in it is found.
        </p>
      </form>
    </search>
  );
}
