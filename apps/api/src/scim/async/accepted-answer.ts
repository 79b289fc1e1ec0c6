import type { OperationId } from '@roster/domain';
import { Answer } from '../../contract/answers.js';
import type { ScimRequest } from '../protocol/scim-request.js';

/** The path of the results of asynchronous requests. */
export const ASYNC_REQUESTS = '/AsyncRequests';

/** The change is stored and will be made (RFC 9967, section 2.5.1.1). `Location` is where its completion can be read. */
export function acceptedAnswer(request: ScimRequest, operationId: OperationId) {
  return new Answer(202, undefined, {
    'Set-Txn': operationId,
    Location: request.uri(`${ASYNC_REQUESTS}/${operationId}`),
    'Preference-Applied': request.preference.applied ?? 'respond-async',
  });
}
