import { callApi } from './call-api.js';
import { DEPARTMENT, type Stack } from './stack.js';

/** Asks one of the API nodes for some members of the department; the status, or null when no answer came. */
export function askToRead(stack: Stack): Promise<number | null> {
  return callApi(stack, `/departments/${DEPARTMENT}/members?limit=10`, {}, async (response) => {
    await response.arrayBuffer();
    return response.status;
  });
}
