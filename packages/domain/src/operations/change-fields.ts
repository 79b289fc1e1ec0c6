interface Identified {
  readonly operationId: string;
  readonly organizationId: string;
  readonly traceId: string;
}

/** What every line of a log about a change bears, so that it is found by any of the three. */
export interface ChangeFields {
  readonly trace_id: string;
  readonly operation_id: string;
  readonly organization_id: string;
}

export function changeFields({ operationId, organizationId, traceId }: Identified): ChangeFields {
  return { trace_id: traceId, operation_id: operationId, organization_id: organizationId };
}

/** The same for a line about several changes at once. */
export function fieldsOfChanges(changes: readonly Identified[]): ChangeFields | { readonly changes: ChangeFields[] } {
  const [first] = changes;
  return first !== undefined && changes.length === 1 ? changeFields(first) : { changes: changes.map(changeFields) };
}
