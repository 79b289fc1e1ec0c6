interface OrganizationSearchProps {
  /** The page that is narrowed to an organization. */
  readonly action: string;
  /** The ID that it is narrowed to; empty for all. */
  readonly organization: string;
}

/** Narrows a list to one organization. */
export function OrganizationSearch({ action, organization }: OrganizationSearchProps) {
  return (
    <search>
      <form class="card search" method="get" action={action}>
        <label>
          Organization
          <input type="search" name="organization" value={organization} placeholder="org_…" maxLength={200} />
        </label>
        <button type="submit" class="primary">
          Show
        </button>
      </form>
    </search>
  );
}
