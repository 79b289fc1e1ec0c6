import { assertScimMemberChanged, type Operation } from '@roster/database';
import { DomainError, errorDefinition, type MembershipOutcome } from '@roster/domain';
import { SCIM_ERRORS } from '../protocol/scim-error-form.js';
import type { ScimRequest } from '../protocol/scim-request.js';

const ASYNC_RESPONSE = 'urn:ietf:params:scim:event:misc:asyncresp';

/**
 * How an asynchronous request ended, as the claims of a Security Event Token (RFC 9967, section 2.5.1.3). The status
 * and error have the form of a bulk operation's response.
 */
export function completionEvent(request: ScimRequest, operation: Operation): object {
  const { id, department_id, result, finished_at } = operation;
  const group = `/Groups/${department_id}`;
  return {
    iss: request.uri(''),
    aud: [request.connectionId],
    iat: Math.floor((finished_at?.getTime() ?? 0) / 1_000),
    jti: id,
    txn: id,
    sub_id: { format: 'scim', uri: group },
    events: {
      [ASYNC_RESPONSE]: { method: 'PATCH', location: request.uri(group), ...responseOf(result as MembershipOutcome) },
    },
  };
}

function responseOf(outcome: MembershipOutcome) {
  try {
    assertScimMemberChanged(outcome);
    return { status: '204' };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { status, body } = SCIM_ERRORS.answer(error, { ...errorDefinition(error.code), headers: {}, body: {} });
    return { status: String(status), response: body };
  }
}

/** The event as a token. It is not signed: it is read with the token of the connection, over TLS (RFC 8417, section 2.4). */
export function unsecuredToken(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ typ: 'secevent+jwt', alg: 'none' })}.${part(claims)}.`;
}
