import { Answer } from '../../contract/answers.js';
import { SCIM_TYPE } from './scim-paths.js';

export function scimAnswer<Status extends number>(status: Status, body: object) {
  return new Answer(status, body, { 'Content-Type': SCIM_TYPE });
}
